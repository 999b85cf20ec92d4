package io.meshtrial.routing.evaluate;

import org.jspecify.annotations.Nullable;

/** The values of operators, from headers as they are at that moment. */
record OperatorValues(
        SeenRequest request,
        String authority,
        String path,
        HeaderLines requestLines,
        @Nullable HeaderLines responseLines,
        String routeName)
        implements ValueTemplate.Source {

    @Override
    public @Nullable String request(String name) {
        return switch (name) {
            case ":method" -> request.method();
            case ":path" -> path;
            case ":authority", "host" -> authority;
            case ":scheme" -> request.scheme();
            default -> requestLines.first(name);
        };
    }

    @Override
    public @Nullable String response(String name) {
        return responseLines == null ? null : responseLines.first(name);
    }

    @Override
    public RequestFacts facts() {
        return request.facts();
    }
}
