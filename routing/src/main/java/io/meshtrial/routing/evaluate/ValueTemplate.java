package io.meshtrial.routing.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header value with Envoy's command operators: {@code %REQ(x-request-id)%}, {@code %%} for a per cent sign. */
final class ValueTemplate {

    /** Where operators take their values from. */
    interface Source {
        @Nullable
        String request(String name);

        @Nullable
        String response(String name);

        RequestFacts facts();

        String routeName();
    }

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Operator(String text, String name, List<String> arguments, int limit) implements Part {}

    private final String wire;
    private final List<Part> parts;

    private ValueTemplate(String wire, List<Part> parts) {
        this.wire = wire;
        this.parts = parts;
    }

    /** As it is written. */
    String text() {
        return Header.text(wire);
    }

    static ValueTemplate of(String wire) {
        if (wire.indexOf('%') < 0) {
            return new ValueTemplate(wire, List.of(new Literal(wire)));
        }
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < wire.length()) {
            int percent = wire.indexOf('%', at);
            if (percent < 0) {
                parts.add(new Literal(wire.substring(at)));
                break;
            }
            if (percent > at) {
                parts.add(new Literal(wire.substring(at, percent)));
            }
            int end = end(wire, percent + 1);
            if (end < 0) {
                parts.add(new Literal(wire.substring(percent)));
                break;
            }
            parts.add(end == percent + 1 ? new Literal("%") : operator(wire.substring(percent + 1, end)));
            at = end + 1;
        }
        return new ValueTemplate(wire, List.copyOf(parts));
    }

    /** Where the closing per cent sign stands; those in parentheses belong to a time's format. */
    private static int end(String wire, int from) {
        int open = wire.indexOf('(', from);
        int end = wire.indexOf('%', from);
        if (open < 0 || end < 0 || open > end) {
            return end;
        }
        int close = wire.indexOf(')', open);
        return close < 0 ? -1 : wire.indexOf('%', close);
    }

    private static Operator operator(String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 0 || close < open) {
            return new Operator(text, text, List.of(), -1);
        }
        int limit = -1;
        if (text.startsWith(":", close + 1) && text.substring(close + 2).matches("[0-9]{1,9}")) {
            limit = Integer.parseInt(text.substring(close + 2));
        }
        return new Operator(
                text,
                text.substring(0, open),
                List.of(text.substring(open + 1, close).split("\\?", 2)),
                limit);
    }

    /** The value; empty where the operators had nothing to say. Operators that only a proxy knows stay as written. */
    String render(Source source) {
        if (parts.size() == 1 && parts.getFirst() instanceof Literal(String text)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Literal(String text) -> out.append(text);
                case Operator operator -> out.append(value(operator, source));
            }
        }
        return out.toString();
    }

    private static String value(Operator operator, Source source) {
        String value = switch (operator.name()) {
            case "REQ" -> first(operator.arguments(), source, true);
            case "RESP" -> first(operator.arguments(), source, false);
            case "REQ_WITHOUT_QUERY" -> withoutQuery(first(operator.arguments(), source, true));
            case "PROTOCOL" -> source.facts().version() == HttpVersion.HTTP_2 ? "HTTP/2" : "HTTP/1.1";
            case "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT", "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT" ->
                source.facts().clientAddress();
            case "ROUTE_NAME" -> source.routeName();
            default -> "%" + operator.text() + "%";
        };
        if (value == null) {
            return "";
        }
        return operator.limit() >= 0 && operator.limit() < value.length()
                ? value.substring(0, operator.limit())
                : value;
    }

    private static @Nullable String first(List<String> names, Source source, boolean request) {
        for (String name : names) {
            String lower = HeaderLines.lower(name);
            String value = request ? source.request(lower) : source.response(lower);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String withoutQuery(@Nullable String path) {
        int question = path == null ? -1 : path.indexOf('?');
        return path == null || question < 0 ? path : path.substring(0, question);
    }
}
