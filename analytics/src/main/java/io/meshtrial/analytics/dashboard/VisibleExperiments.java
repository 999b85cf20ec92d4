package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.access.ProblemWriter;
import io.meshtrial.analytics.access.Problems;
import io.meshtrial.analytics.access.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Shows results to those only who may read in the experiment's namespace. */
@Configuration(proxyBeanMethods = false)
class VisibleExperiments implements WebMvcConfigurer, HandlerInterceptor {

    private final ResultsFeed feed;
    private final ProblemWriter problems;

    VisibleExperiments(ResultsFeed feed, ProblemWriter problems) {
        this.feed = feed;
        this.problems = problems;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/results/*", "/api/v1/results/*/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables)
                || !(variables.get("experiment") instanceof String experiment)) {
            return true;
        }
        String namespace =
                feed.look(experiment).map(look -> look.experiment().namespace()).orElse(null);
        if (namespace == null || Visitor.of(request).mayRead(namespace)) {
            return true;
        }
        problems.write(
                response,
                Problems.of(
                        HttpStatus.FORBIDDEN,
                        "forbidden",
                        "You lack the right for this",
                        "Needed: role viewer in namespace " + namespace + "."));
        return false;
    }
}
