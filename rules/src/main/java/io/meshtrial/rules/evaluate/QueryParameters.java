package io.meshtrial.rules.evaluate;

import java.util.Optional;

/** Query parameters as Envoy reads them: raw, and only the first of a name counts. */
final class QueryParameters {

    private QueryParameters() {}

    /** The first value of the parameter; empty text for a name without an equals sign. */
    static Optional<String> first(String target, String name) {
        int question = target.indexOf('?');
        if (question < 0) {
            return Optional.empty();
        }
        int fragment = target.indexOf('#', question);
        String query = target.substring(question + 1, fragment < 0 ? target.length() : fragment);
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String parameterName = equals < 0 ? parameter : parameter.substring(0, equals);
            if (parameterName.equals(name)) {
                return Optional.of(equals < 0 ? "" : parameter.substring(equals + 1));
            }
        }
        return Optional.empty();
    }
}
