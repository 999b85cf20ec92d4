package io.meshtrial.analytics.tally;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Goes through the bytes of a message. What it does not expect makes it {@link #isOdd}; what it gives from then on means
 * nothing.
 */
final class ProtobufCursor {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final AsciiTexts texts = new AsciiTexts();
    private byte[] data = new byte[0];
    private int at;
    private int end;
    private boolean odd;

    void open(byte[] message) {
        data = message;
        at = 0;
        end = message.length;
        odd = false;
    }

    boolean isOdd() {
        return odd;
    }

    /** Leaves the message to somebody else. */
    void refuse() {
        odd = true;
    }

    /** Whether a field follows. */
    boolean hasNext() {
        return at < end && !odd;
    }

    /** A field's number and wire type, as {@link #tag} makes them. */
    int tag() {
        return number();
    }

    static int tag(int field, int wireType) {
        return field << 3 | wireType;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && at < end; shift += 7) {
            byte next = data[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        odd = true;
        return 0;
    }

    /** A varint from 0 to 2³¹ − 1. */
    int number() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            odd = true;
        }
        return (int) value;
    }

    /** A text in ASCII of so many bytes at most. */
    String text(int maxBytes) {
        int length = length(maxBytes);
        String text = odd ? null : texts.text(data, at, at + length);
        if (text == null) {
            odd = true;
            return "";
        }
        at += length;
        return text;
    }

    /** As {@link #text}, when only its form matters. */
    void skipText(int maxBytes) {
        int length = length(maxBytes);
        if (odd || !AsciiTexts.isAscii(data, at, at + length)) {
            odd = true;
            return;
        }
        at += length;
    }

    /** The length of what follows, which must lie in the message. */
    int length(int maxBytes) {
        int length = number();
        if (length > maxBytes || length > end - at) {
            odd = true;
        }
        return length;
    }

    /** Eight bytes as a number with the first byte highest. */
    long bigEndian() {
        return eight(BIG_ENDIAN);
    }

    /** A fixed 64-bit value. */
    long fixed64() {
        return eight(LITTLE_ENDIAN);
    }

    int position() {
        return at;
    }

    private long eight(VarHandle order) {
        if (end - at < Long.BYTES) {
            odd = true;
            return 0;
        }
        long value = (long) order.get(data, at);
        at += Long.BYTES;
        return value;
    }
}
