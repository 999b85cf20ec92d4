package io.meshtrial.experiment.rest;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds NUL characters, which PostgreSQL keeps in no text, wherever a request can hold one. */
final class NulCharacter {

    /** An escape in JSON that is not itself escaped. */
    private static final Pattern ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

    private NulCharacter() {}

    static boolean isIn(@Nullable String query, String path, byte[] body) {
        if (path.contains("%00") || (query != null && query.contains("%00"))) {
            return true;
        }
        for (byte one : body) {
            if (one == 0) {
                return true;
            }
        }
        return ESCAPE.matcher(new String(body, StandardCharsets.ISO_8859_1)).find();
    }
}
