package io.meshtrial.routing.evaluate;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy does with a request before any route: refuses what is not sound, normalises the path, drops and rewrites
 * headers that belong to the proxies.
 */
final class Admission {

    /** What Envoy's HTTP/1 codec knows; others are answered 400. */
    private static final Set<String> METHODS = Set.of(
            "ACL",
            "BIND",
            "CHECKOUT",
            "CONNECT",
            "COPY",
            "DELETE",
            "GET",
            "HEAD",
            "LINK",
            "LOCK",
            "MERGE",
            "MKACTIVITY",
            "MKCALENDAR",
            "MKCOL",
            "MOVE",
            "MSEARCH",
            "NOTIFY",
            "OPTIONS",
            "PATCH",
            "POST",
            "PROPFIND",
            "PROPPATCH",
            "PURGE",
            "PUT",
            "REBIND",
            "REPORT",
            "SEARCH",
            "SOURCE",
            "SUBSCRIBE",
            "TRACE",
            "UNBIND",
            "UNLINK",
            "UNLOCK",
            "UNSUBSCRIBE");

    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade", "host");

    private Admission() {}

    /** Either a request that routes may see, or how it was refused. */
    record Admitted(@Nullable SeenRequest request, RouteOutcome.@Nullable Refused refused) {}

    static Admitted admit(RequestFacts facts, String scheme) {
        if (facts.version() == HttpVersion.HTTP_1_1 && !METHODS.contains(facts.method())) {
            return refused(400, "Bad Request", "unknown method " + facts.method());
        }
        String target = facts.target();
        if (isRaw(target)) {
            return refused(400, "Bad Request", "the target holds characters that must be escaped");
        }
        String authority = facts.authority();
        int absolute = target.startsWith("/") ? -1 : target.indexOf("://");
        if (absolute > 0) {
            int slash = target.indexOf('/', absolute + 3);
            authority = target.substring(absolute + 3, slash < 0 ? target.length() : slash);
            target = slash < 0 ? "/" : target.substring(slash);
        }
        if (target.indexOf('#') >= 0) {
            return refused(400, "", "a fragment in the target");
        }
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        if (!path.startsWith("/")) {
            return refused(404, "", "the path does not begin with a slash");
        }
        String normalised = PathNormalisation.normalise(path);
        if (normalised == null) {
            return refused(400, "", "a NUL in the path");
        }
        String query = question < 0 ? "" : target.substring(question);
        return new Admitted(
                new SeenRequest(
                        facts,
                        facts.method(),
                        scheme,
                        authority,
                        normalised,
                        query,
                        headers(facts, scheme).toList()),
                null);
    }

    private static HeaderLines headers(RequestFacts facts, String scheme) {
        HeaderLines lines =
                new HeaderLines(HeaderNames.INLINE_IN_REQUESTS, facts.headers().size() + 4);
        for (Header header : facts.headers()) {
            String name = HeaderLines.lower(header.name());
            if (HOP_BY_HOP.contains(name)
                    || name.startsWith("x-envoy-")
                    || name.equals("x-request-id")
                    || name.equals("x-forwarded-proto")) {
                continue;
            }
            String value = trimmed(header.value());
            if (name.equals("cookie") && facts.version() == HttpVersion.HTTP_2) {
                lines.joinOrAdd(name, value, "; ");
            } else {
                lines.append(name, value);
            }
        }
        lines.append("x-forwarded-for", facts.clientAddress());
        lines.add("x-forwarded-proto", scheme);
        lines.add("x-request-id", facts.requestId());
        return lines;
    }

    /** Blanks and tabs around a value are not part of it (RFC 9110, section 5.5). */
    private static String trimmed(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    private static boolean isRaw(String target) {
        for (int i = 0; i < target.length(); i++) {
            char character = target.charAt(i);
            if (character <= ' ' || character >= 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static Admitted refused(int status, String body, String reason) {
        return new Admitted(null, new RouteOutcome.Refused(status, body, reason));
    }
}
