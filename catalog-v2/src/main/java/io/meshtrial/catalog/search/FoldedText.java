package io.meshtrial.catalog.search;

import java.text.Normalizer;
import java.util.Locale;

/** Text without differences that people do not search by: letter case and accents. */
final class FoldedText {

    private FoldedText() {}

    /** Compatibility decomposition without its combining marks, in lower case. */
    static String of(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder letters = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
