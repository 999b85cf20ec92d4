package io.meshtrial.rules.regex;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds numeric escapes above one byte, in an escape or inside a bracketed class. */
final class WideEscapes {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x\\{([0-9a-fA-F]+)}|([0-7]{3})|.)", Pattern.DOTALL);
    private static final int HEXADECIMAL = 16;
    private static final int OCTAL = 8;

    private WideEscapes() {}

    /** Offset of the first one in UTF-16 units, or -1. */
    static int firstIn(String text) {
        Matcher escapes = ESCAPE.matcher(text);
        while (escapes.find()) {
            if (isWide(escapes.group(1), HEXADECIMAL) || isWide(escapes.group(2), OCTAL)) {
                return escapes.start();
            }
        }
        return -1;
    }

    private static boolean isWide(@Nullable String digits, int radix) {
        if (digits == null) {
            return false;
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 3 || Integer.parseInt(significant, radix) > 0xFF;
    }
}
