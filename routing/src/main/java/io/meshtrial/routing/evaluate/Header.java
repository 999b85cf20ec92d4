package io.meshtrial.routing.evaluate;

import java.nio.charset.StandardCharsets;

/**
 * One header line.
 *
 * @param name in any case; compared without regard to case
 * @param value as on the wire, one character a byte, which is how HTTP libraries hand values out
 */
public record Header(String name, String value) {

    /** A header whose value is text: it goes over the wire as UTF-8. */
    public static Header ofText(String name, String text) {
        return new Header(name, wire(text));
    }

    /** The value read as UTF-8, for people. */
    public String text() {
        return text(value);
    }

    /** Text as the characters that its UTF-8 bytes are in ISO-8859-1: what proxies match on. */
    static String wire(String text) {
        return isAscii(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String text(String wire) {
        return isAscii(wire) ? wire : new String(wire.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
