package io.meshtrial.rules.regex;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;

/**
 * An RE2 expression as Envoy runs it: full match over the UTF-8 bytes of the text, each byte read as one ISO-8859-1
 * character, so that {@code .} takes one byte and {@code é} needs two. Immutable and safe to share between threads.
 */
public final class ByteRegex {

    private final Pattern pattern;

    private ByteRegex(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws com.google.re2j.PatternSyntaxException where {@link RegexCheck} would have said why */
    public static ByteRegex compile(String regex) {
        return new ByteRegex(Pattern.compile(asBytes(regex)));
    }

    public boolean matches(String text) {
        return pattern.matches(asBytes(text));
    }

    /** The text's UTF-8 bytes, one character each. */
    public static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
