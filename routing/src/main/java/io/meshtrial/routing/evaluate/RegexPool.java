package io.meshtrial.routing.evaluate;

import io.meshtrial.routing.regex.ByteRegex;
import io.meshtrial.routing.regex.InvalidRegexException;
import java.util.HashMap;
import java.util.Map;

/** Each distinct pattern of a table, compiled once. */
final class RegexPool {

    private final Map<String, ByteRegex> compiled = new HashMap<>();

    ByteRegex compile(String source) throws InvalidRegexException {
        ByteRegex known = compiled.get(source);
        if (known == null) {
            known = ByteRegex.compile(source);
            compiled.put(source, known);
        }
        return known;
    }
}
