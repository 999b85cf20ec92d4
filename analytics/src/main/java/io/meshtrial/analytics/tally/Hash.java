package io.meshtrial.analytics.tally;

import com.google.protobuf.ByteString;

/** The 16 bytes of a hashed unit as two longs. */
final class Hash {

    private Hash() {}

    static long high(ByteString hash) {
        return at(hash, 0);
    }

    static long low(ByteString hash) {
        return at(hash, Long.BYTES);
    }

    private static long at(ByteString hash, int from) {
        long bits = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            bits = bits << Byte.SIZE | hash.byteAt(i) & 0xFF;
        }
        return bits;
    }
}
