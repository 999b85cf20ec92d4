package io.meshtrial.catalog.search;

/** How well an entry answers a text, best first. */
enum Relevance {
    EXACT_NAME,
    NAME_PREFIX,
    WORD_OF_NAME,
    PART_OF_NAME,
    DESCRIPTION,
    NONE;

    /**
     * The best kind of match there is.
     *
     * @param text folded, not empty
     */
    static Relevance of(FoldedEntry entry, String text) {
        String name = entry.name();
        int at = name.indexOf(text);
        if (at == 0) {
            return name.length() == text.length() ? EXACT_NAME : NAME_PREFIX;
        }
        if (at > 0) {
            return startsWord(name, text, at) ? WORD_OF_NAME : PART_OF_NAME;
        }
        return entry.description().contains(text) ? DESCRIPTION : NONE;
    }

    private static boolean startsWord(String name, String text, int first) {
        for (int at = first; at >= 0; at = name.indexOf(text, at + 1)) {
            if (!Character.isLetterOrDigit(name.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }
}
