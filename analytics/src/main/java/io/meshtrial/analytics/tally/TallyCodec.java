package io.meshtrial.analytics.tally;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link Tally} as varints: bucket indices as differences, names in order, so that equal tallies give equal bytes. */
final class TallyCodec {

    private interface Squares {
        Int192 read(CodedInputStream in) throws IOException;
    }

    private TallyCodec() {}

    static void write(Tally tally, CodedOutputStream out) throws IOException {
        out.writeUInt64NoTag(tally.requests());
        out.writeUInt64NoTag(tally.errors());
        out.writeUInt64NoTag(tally.aborted());
        out.writeUInt64NoTag(tally.bots());
        out.writeUInt64NoTag(tally.late());
        write(tally.durationSum(), out);
        write(tally.durationSquares(), out);
        write(tally.answered(), out);
        out.writeUInt32NoTag(tally.values().size());
        for (Map.Entry<String, ValueSums> value : tally.values().entrySet()) {
            out.writeStringNoTag(value.getKey());
            out.writeUInt64NoTag(value.getValue().count());
            out.writeUInt64NoTag(value.getValue().found());
            write(value.getValue().sum(), out);
            Int192 squares = value.getValue().squares();
            out.writeSInt64NoTag(squares.high());
            out.writeUInt64NoTag(squares.middle());
            out.writeUInt64NoTag(squares.low());
        }
    }

    static Tally read(CodedInputStream in) throws IOException {
        return read(in, TallyCodec::readInt192);
    }

    /** A row of the earlier layout, in which squares of values took 128 bits. */
    static Tally readNarrow(CodedInputStream in) throws IOException {
        return read(in, narrow -> Int192.of(readInt128(narrow)));
    }

    private static Tally read(CodedInputStream in, Squares valueSquares) throws IOException {
        long requests = in.readUInt64();
        long errors = in.readUInt64();
        long aborted = in.readUInt64();
        long bots = in.readUInt64();
        long late = in.readUInt64();
        Int128 sum = readInt128(in);
        Int128 squares = readInt128(in);
        LatencyCounts answered = readCounts(in);
        SortedMap<String, ValueSums> values = new TreeMap<>();
        for (int left = in.readUInt32(); left > 0; left--) {
            values.put(
                    in.readString(),
                    new ValueSums(in.readUInt64(), in.readUInt64(), readInt128(in), valueSquares.read(in)));
        }
        return new Tally(requests, errors, aborted, bots, late, sum, squares, answered, values);
    }

    private static void write(LatencyCounts counts, CodedOutputStream out) throws IOException {
        out.writeUInt32NoTag(counts.size());
        int previous = 0;
        for (int i = 0; i < counts.size(); i++) {
            out.writeUInt32NoTag(counts.bucket(i) - previous);
            out.writeUInt64NoTag(counts.count(i));
            previous = counts.bucket(i);
        }
    }

    private static LatencyCounts readCounts(CodedInputStream in) throws IOException {
        int size = in.readUInt32();
        int[] buckets = new int[size];
        long[] counts = new long[size];
        int previous = 0;
        for (int i = 0; i < size; i++) {
            previous += in.readUInt32();
            buckets[i] = previous;
            counts[i] = in.readUInt64();
        }
        return new LatencyCounts(buckets, counts);
    }

    static void write(Int128 number, CodedOutputStream out) throws IOException {
        out.writeSInt64NoTag(number.high());
        out.writeUInt64NoTag(number.low());
    }

    private static Int192 readInt192(CodedInputStream in) throws IOException {
        return new Int192(in.readSInt64(), in.readUInt64(), in.readUInt64());
    }

    static Int128 readInt128(CodedInputStream in) throws IOException {
        return new Int128(in.readSInt64(), in.readUInt64());
    }
}
