package io.meshtrial.routing.evaluate;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the conditions of one virtual host find what they need of a request: a number for each header name, each query
 * parameter and each distinct regex on one of them, so that a request is taken apart once.
 */
final class Slots {

    static final String METHOD = ":method";
    static final String AUTHORITY = ":authority";
    static final String SCHEME = ":scheme";
    static final String PATH = ":path";

    private record Test(int slot, TextMatch match) {}

    private final Map<String, Integer> headers = new HashMap<>();
    private final Map<String, Integer> parameters = new HashMap<>();
    private final Map<Test, Integer> memos = new HashMap<>();

    int header(String name) {
        String lower = HeaderLines.lower(name);
        return headers.computeIfAbsent(lower.equals("host") ? AUTHORITY : lower, each -> headers.size());
    }

    int parameter(String name) {
        return parameters.computeIfAbsent(name, each -> parameters.size());
    }

    /** A place to remember the result of a costly test, or -1 for one that is cheaper than remembering. */
    int memo(int header, TextMatch match) {
        return match instanceof TextMatch.Regex
                ? memos.computeIfAbsent(new Test(header, match), each -> memos.size())
                : -1;
    }

    Map<String, Integer> headers() {
        return headers;
    }

    Map<String, Integer> parameters() {
        return parameters;
    }

    int memoCount() {
        return memos.size();
    }
}
