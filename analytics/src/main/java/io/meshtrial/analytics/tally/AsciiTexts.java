package io.meshtrial.analytics.tally;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts that come again and again, each made once. A text that shares its place with another replaces it: the memory is
 * bounded, whatever is sent.
 */
final class AsciiTexts {

    private static final int PLACE_BITS = 10;
    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final @Nullable Text[] places = new Text[1 << PLACE_BITS];

    /** The text of a range of bytes; null when a byte is not ASCII. */
    @Nullable
    String text(byte[] data, int from, int to) {
        long seen = 0;
        long hash = to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = (long) LONGS.get(data, at);
            seen |= word;
            hash = mixed(hash, word);
        }
        for (; at < to; at++) {
            seen |= data[at];
            hash = mixed(hash, data[at]);
        }
        if ((seen & NOT_ASCII) != 0) {
            return null;
        }
        int place = (int) (hash >>> (Long.SIZE - PLACE_BITS));
        Text known = places[place];
        if (known == null || !Arrays.equals(known.bytes, 0, known.bytes.length, data, from, to)) {
            known = new Text(Arrays.copyOfRange(data, from, to), new String(data, from, to - from, ISO_8859_1));
            places[place] = known;
        }
        return known.text;
    }

    /** Whether a range of bytes is ASCII. */
    static boolean isAscii(byte[] data, int from, int to) {
        long seen = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            seen |= (long) LONGS.get(data, at);
        }
        for (; at < to; at++) {
            seen |= data[at];
        }
        return (seen & NOT_ASCII) == 0;
    }

    private static long mixed(long hash, long word) {
        long mixed = (hash ^ word) * MULTIPLIER;
        return mixed ^ mixed >>> 29;
    }

    private static final class Text {

        private final byte[] bytes;
        private final String text;

        private Text(byte[] bytes, String text) {
            this.bytes = bytes;
            this.text = text;
        }
    }
}
