package io.meshtrial.experiment.verification.witness;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An HTTP response, whole.
 *
 * @param body decompressed
 * @param cookies values of {@code Set-Cookie}
 */
public record Reply(int status, String contentType, byte[] body, List<String> cookies) {

    private static final int SHOWN = 120;

    public Reply {
        cookies = List.copyOf(cookies);
    }

    public boolean isJson() {
        return contentType.startsWith("application/json");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Status and beginning of the text, for people; the text is foreign. */
    public String words() {
        String text = text().strip();
        return "HTTP " + status
                + (text.isEmpty() ? "" : ": " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text));
    }
}
