package io.meshtrial.events.servlet;

import io.meshtrial.events.RequestValues;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a handler method the values of its request; those of a request without event are simply not read. */
final class RequestValuesArgumentResolver implements HandlerMethodArgumentResolver {

    static final String ATTRIBUTE = RequestValues.class.getName();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == RequestValues.class;
    }

    @Override
    public RequestValues resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof RequestValues values) {
            return values;
        }
        return new RequestValues();
    }
}
