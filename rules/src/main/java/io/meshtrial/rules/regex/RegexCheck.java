package io.meshtrial.rules.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.meshtrial.rules.regex.RegexToken.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Whether istiod's validation and Envoy both take an expression. They read it differently: the validation compiles code
 * points, Envoy bytes, and what only the validation takes freezes the whole listener. Cheap bounds come first, so that
 * no input costs a large compilation.
 */
public final class RegexCheck {

    /** Istio's limit on an expression, in UTF-8 bytes. */
    public static final int MAX_BYTES = 1024;

    /** Our own limit on an expression with its repetitions written out. */
    public static final int MAX_STATES = 10_000;

    private RegexCheck() {}

    /** The first fault found, or nothing when the expression can be published. */
    public static Optional<RegexFault> check(String regex) {
        if (regex.isEmpty()) {
            return fault(0, 0, "an empty regex is refused by Istio", "write is \"\" for an empty value");
        }
        int bytes = regex.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            return fault(
                    0,
                    regex.length(),
                    "the regex has " + bytes + " bytes, Istio takes at most " + MAX_BYTES,
                    "split it into several conditions joined with or");
        }
        List<RegexToken> tokens = RegexScanner.scan(regex);
        return size(regex, tokens).or(() -> wideEscape(tokens)).or(() -> compile(regex));
    }

    private static Optional<RegexFault> size(String regex, List<RegexToken> tokens) {
        RegexSize size = RegexSize.of(tokens);
        if (size.repetition() > RegexSize.MAX_REPETITION) {
            return fault(
                    0,
                    regex.length(),
                    "nested repeat counts multiply to " + size.repetition() + ", RE2 allows "
                            + RegexSize.MAX_REPETITION,
                    "use smaller counts, or + and *");
        }
        if (size.states() > MAX_STATES) {
            return fault(
                    0,
                    regex.length(),
                    "the regex grows to about " + size.states() + " states when its repeats are written out, at most "
                            + MAX_STATES + " are allowed",
                    "use smaller counts, or + and *");
        }
        return Optional.empty();
    }

    /** Envoy's RE2 reads bytes: a code point above FF is a syntax error there, though the validation takes it. */
    private static Optional<RegexFault> wideEscape(List<RegexToken> tokens) {
        for (RegexToken token : tokens) {
            if (token.kind() != Kind.ESCAPE && token.kind() != Kind.CHARACTER_CLASS) {
                continue;
            }
            int offset = WideEscapes.firstIn(token.text());
            if (offset >= 0) {
                return fault(
                        token.offset() + offset,
                        token.text().length() - offset,
                        "Envoy matches bytes and refuses a code point above FF",
                        "write the character itself, or its UTF-8 bytes such as \\xC3\\xA9");
            }
        }
        return Optional.empty();
    }

    private static Optional<RegexFault> compile(String regex) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException refusal) {
            return Optional.of(described(regex, refusal));
        }
        try {
            Pattern.compile(ByteRegex.asBytes(regex));
        } catch (PatternSyntaxException refusal) {
            return fault(
                    0,
                    regex.length(),
                    "Envoy matches bytes and refuses this regex: " + refusal.getDescription(),
                    "a class with characters beyond ASCII is a class of their bytes; use alternatives such as (é|è)");
        }
        return Optional.empty();
    }

    private static RegexFault described(String regex, PatternSyntaxException refusal) {
        String fragment = refusal.getPattern() == null ? "" : refusal.getPattern();
        int offset = fragment.isEmpty() ? Math.max(regex.length() - 1, 0) : Math.max(regex.indexOf(fragment), 0);
        int length = Math.max(1, Math.min(fragment.length(), regex.length() - offset));
        return new RegexFault(
                offset, length, "not an RE2 regex: " + refusal.getDescription(), RegexHint.of(regex, fragment));
    }

    private static Optional<RegexFault> fault(int offset, int length, String reason, String hint) {
        return Optional.of(new RegexFault(offset, length, reason, hint));
    }
}
