package io.meshtrial.routing.evaluate;

import java.util.Set;

/** What is special about some header names in Envoy. */
final class HeaderNames {

    /**
     * Request headers that Envoy keeps inline: repeated ones become one line joined with a comma. All others, cookie
     * among them, stay lines of their own.
     */
    static final Set<String> INLINE_IN_REQUESTS = Set.of(
            "accept",
            "accept-encoding",
            "access-control-request-method",
            "authorization",
            "cache-control",
            "content-length",
            "content-type",
            "expect",
            "grpc-timeout",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-unmodified-since",
            "origin",
            "pragma",
            "referer",
            "user-agent",
            "via",
            "x-client-trace-id",
            "x-forwarded-client-cert",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-request-id");

    static final Set<String> INLINE_IN_RESPONSES = Set.of(
            "access-control-allow-credentials",
            "access-control-allow-headers",
            "access-control-allow-methods",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "access-control-max-age",
            "age",
            "cache-control",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "etag",
            "expires",
            "last-modified",
            "location",
            "server",
            "vary",
            "via",
            "x-request-id");

    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

    private HeaderNames() {}

    /** RFC 9110, section 5.1: a field name is a token. */
    static boolean isToken(String name) {
        if (name.isEmpty()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            boolean alphanumeric = character >= 'a' && character <= 'z'
                    || character >= 'A' && character <= 'Z'
                    || character >= '0' && character <= '9';
            if (!alphanumeric && TOKEN_SIGNS.indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }
}
