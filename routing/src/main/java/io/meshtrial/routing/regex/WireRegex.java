package io.meshtrial.routing.regex;

import com.google.re2j.Pattern;
import io.meshtrial.rules.regex.ByteRegex;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as Envoy runs it: RE2 over bytes. Patterns are text; values are given as on the wire, one
 * character a byte. So {@code .} is one byte and {@code é} needs two.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
public final class WireRegex {

    private final String source;
    private final Pattern pattern;
    /** Runs at a few nanoseconds a byte; null where the expression is more than a table holds. */
    private final @Nullable Dfa dfa;

    private WireRegex(String source, Pattern pattern, @Nullable Dfa dfa) {
        this.source = source;
        this.pattern = pattern;
        this.dfa = dfa;
    }

    /**
     * @param source the pattern as text
     * @throws InvalidRegexException where RE2 refuses it
     */
    public static WireRegex compile(String source) throws InvalidRegexException {
        Pattern pattern = Re2.compile(source);
        return new WireRegex(source, pattern, Dfa.of(ByteRegex.asBytes(source)).orElse(null));
    }

    /** Whether the whole value fits. */
    public boolean matches(String wire) {
        return dfa == null ? pattern.matches(wire) : dfa.matches(wire);
    }

    /**
     * Every occurrence replaced.
     *
     * @param substitution RE2's rewrite string as bytes: {@code \0} the match, {@code \1} to {@code \9} its groups
     * @return the value unchanged where the substitution names a group that does not exist
     */
    public String replaceAll(String wire, String substitution) {
        return new Substitution(substitution).replaceAll(pattern, wire);
    }

    /** The pattern as text. */
    public String source() {
        return source;
    }

    @Override
    public String toString() {
        return source;
    }
}
