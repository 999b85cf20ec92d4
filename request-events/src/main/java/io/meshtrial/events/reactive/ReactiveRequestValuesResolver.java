package io.meshtrial.events.reactive;

import io.meshtrial.events.RequestValues;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Hands a handler method the values of its request; those of a request without event are simply not read. */
final class ReactiveRequestValuesResolver implements SyncHandlerMethodArgumentResolver {

    static final String ATTRIBUTE = RequestValues.class.getName();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == RequestValues.class;
    }

    @Override
    public RequestValues resolveArgumentValue(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE) instanceof RequestValues values ? values : new RequestValues();
    }
}
