package io.meshtrial.acceptance.ring;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one ring to every test that asks for it; started with the first, stopped after the last. */
public final class WithRing implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Ring.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(WithRing.class))
                .computeIfAbsent(Ring.class, key -> started(), Ring.class);
    }

    private static Ring started() {
        try {
            return Ring.start();
        } catch (Exception e) {
            throw new IllegalStateException("the ring does not start", e);
        }
    }
}
