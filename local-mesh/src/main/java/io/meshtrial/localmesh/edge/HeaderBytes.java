package io.meshtrial.localmesh.edge;

import io.meshtrial.routing.evaluate.Header;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers between the evaluator's form (one character a byte) and the HTTP library's, byte for byte. */
final class HeaderBytes {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HeaderBytes() {}

    /** End-to-end headers of an answer: what {@code Connection} names goes too. */
    static List<Header> endToEnd(MultiMap headers) {
        Set<String> named = Set.of();
        String connection = headers.get("connection");
        if (connection != null) {
            named = Set.copyOf(List.of(connection.toLowerCase(Locale.ROOT).split("\\s*,\\s*")));
        }
        List<Header> kept = new ArrayList<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name) && !named.contains(name)) {
                kept.add(new Header(name, header.getValue()));
            }
        }
        return kept;
    }

    static void write(List<Header> headers, MultiMap target) {
        for (Header header : headers) {
            // A plain string would be written as ASCII, with a question mark for every other byte.
            target.add(
                    (CharSequence) header.name(),
                    new AsciiString(header.value().getBytes(StandardCharsets.ISO_8859_1), false));
        }
    }
}
