package io.meshtrial.routing.evaluate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes queries apart as Envoy does: raw, in order, no decoding; a name without {@code =} has an empty value. */
final class QueryString {

    private QueryString() {}

    static @Nullable String[] first(String query, Map<String, Integer> wanted) {
        @Nullable String[] found = new @Nullable String[wanted.size()];
        int at = query.isEmpty() ? query.length() + 1 : 1;
        while (at < query.length()) {
            int and = query.indexOf('&', at);
            int end = and < 0 ? query.length() : and;
            int equal = query.indexOf('=', at);
            int nameEnd = equal < 0 || equal > end ? end : equal;
            Integer slot = wanted.get(query.substring(at, nameEnd));
            if (slot != null && found[slot] == null) {
                found[slot] = nameEnd == end ? "" : query.substring(nameEnd + 1, end);
            }
            at = end + 1;
        }
        return found;
    }
}
