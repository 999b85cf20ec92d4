package io.meshtrial.routing.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.meshtrial.rules.regex.ByteRegex;
import io.meshtrial.rules.regex.RegexScanner;
import io.meshtrial.rules.regex.RegexSize;
import io.meshtrial.rules.regex.RegexToken;

/**
 * Compiles patterns of objects that anyone may have written. RE2/J has fewer bounds than RE2, and a pattern beyond them
 * would exhaust stack or memory; RE2's own are looked at first.
 *
 * @see <a href="https://github.com/google/re2/blob/main/re2/parse.cc">RE2's bounds on repeats and nesting</a>
 */
public final class Re2 {

    /** Far above what istiod's validation takes; what is longer is not looked at. */
    private static final int MOST_CHARACTERS = 16_384;

    /** About what RE2 has room for in its usual budget of memory. */
    private static final int MOST_STATES = 100_000;

    private static final int DEEPEST = 1000;

    private Re2() {}

    /**
     * @param source the pattern as text; the compiled one is over bytes, one character a byte
     * @throws InvalidRegexException where RE2 refuses it
     */
    public static Pattern compile(String source) throws InvalidRegexException {
        if (source.length() > MOST_CHARACTERS) {
            throw new InvalidRegexException(source.substring(0, 60) + "…", "it is too long");
        }
        String bytes = ByteRegex.asBytes(source);
        var tokens = RegexScanner.scan(bytes);
        RegexSize size = RegexSize.of(tokens);
        if (size.repetition() > RegexSize.MAX_REPETITION || size.states() > MOST_STATES) {
            throw new InvalidRegexException(source, "its repetitions grow too large");
        }
        if (depth(tokens) > DEEPEST) {
            throw new InvalidRegexException(source, "its groups are nested too deeply");
        }
        try {
            return Pattern.compile(bytes);
        } catch (PatternSyntaxException e) {
            throw new InvalidRegexException(source, e.getDescription());
        }
    }

    private static int depth(Iterable<RegexToken> tokens) {
        int open = 0;
        int deepest = 0;
        for (RegexToken token : tokens) {
            open += switch (token.kind()) {
                case OPEN -> 1;
                case CLOSE -> -1;
                default -> 0;
            };
            deepest = Math.max(deepest, open);
        }
        return deepest;
    }
}
