package io.meshtrial.catalog;

import io.meshtrial.catalog.search.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads {@code ?category=&page=&size=}; paging begins as soon as one of the last two is there. */
@Component
final class CatalogQueryResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CatalogQuery.class;
    }

    @Override
    public CatalogQuery resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String category = single(request, "category");
        String page = single(request, "page");
        String size = single(request, "size");
        if (page == null && size == null) {
            return new CatalogQuery(category, null);
        }
        int number = page == null ? 0 : number("page", page, 0, Integer.MAX_VALUE);
        int entries = size == null ? Page.DEFAULT_SIZE : number("size", size, 1, Page.MAX_SIZE);
        return new CatalogQuery(category, new Page(number, entries));
    }

    private static @Nullable String single(NativeWebRequest request, String name) {
        String[] given = request.getParameterValues(name);
        if (given == null) {
            return null;
        }
        if (given.length > 1) {
            throw new BadQueryException(name, "is given " + given.length + " times, and once is enough");
        }
        if (given[0].isBlank()) {
            throw new BadQueryException(name, "is empty");
        }
        return given[0];
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BadQueryException(name, "must be a whole number from " + least + " to " + most, e);
        }
        throw new BadQueryException(name, "must be a whole number from " + least + " to " + most);
    }
}
