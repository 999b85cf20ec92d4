package io.meshtrial.routing.evaluate;

import io.meshtrial.routing.regex.InvalidRegexException;
import io.meshtrial.routing.regex.WireRegex;
import java.util.HashMap;
import java.util.Map;

/** Each distinct pattern of a table, compiled once. */
final class RegexPool {

    private final Map<String, WireRegex> compiled = new HashMap<>();

    WireRegex compile(String source) throws InvalidRegexException {
        WireRegex known = compiled.get(source);
        if (known == null) {
            known = WireRegex.compile(source);
            compiled.put(source, known);
        }
        return known;
    }
}
