package io.meshtrial.routing.regex;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Named sets of bytes: {@code \d \w \s}, their opposites, and POSIX classes. All of them are ASCII in RE2. */
final class ByteClasses {

    private ByteClasses() {}

    static @Nullable BitSet perl(char name) {
        return switch (name) {
            case 'd' -> of("09");
            case 'w' -> of("09AZaz__");
            case 's' -> of("\t\n\f\r  ");
            case 'D', 'W', 'S' -> {
                BitSet opposite = perl(Character.toLowerCase(name));
                if (opposite != null) {
                    opposite.flip(0, 256);
                }
                yield opposite;
            }
            default -> null;
        };
    }

    static @Nullable BitSet posix(String name) {
        return switch (name) {
            case "alnum" -> of("09AZaz");
            case "alpha" -> of("AZaz");
            case "ascii" -> of("\0\177");
            case "blank" -> of("\t\t  ");
            case "cntrl" -> of("\0\037\177\177");
            case "digit" -> of("09");
            case "graph" -> of("!~");
            case "lower" -> of("az");
            case "print" -> of(" ~");
            case "punct" -> of("!/:@[`{~");
            case "space" -> of("\t\r  ");
            case "upper" -> of("AZ");
            case "word" -> of("09AZaz__");
            case "xdigit" -> of("09AFaf");
            default -> null;
        };
    }

    /** @param pairs first and last of each range */
    private static BitSet of(String pairs) {
        BitSet bytes = new BitSet(256);
        for (int i = 0; i < pairs.length(); i += 2) {
            bytes.set(pairs.charAt(i), pairs.charAt(i + 1) + 1);
        }
        return bytes;
    }
}
