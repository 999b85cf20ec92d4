package io.meshtrial.catalog.web;

import io.meshtrial.catalog.CatalogVersion;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says in every answer which version gave it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class VersionHeaderFilter implements Filter {

    static final String HEADER = "x-catalog-version";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ((HttpServletResponse) response).setHeader(HEADER, CatalogVersion.NAME);
        chain.doFilter(request, response);
    }
}
