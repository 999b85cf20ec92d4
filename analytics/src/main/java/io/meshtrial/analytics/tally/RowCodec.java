package io.meshtrial.analytics.tally;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.meshtrial.analytics.tally.Row.ForeignPage;
import io.meshtrial.analytics.tally.Row.Instance;
import io.meshtrial.analytics.tally.Row.Page;
import io.meshtrial.analytics.tally.Row.Partition;
import io.meshtrial.analytics.tally.Row.Sample;
import io.meshtrial.analytics.tally.Row.Sums;
import io.meshtrial.analytics.tally.Row.Units;
import io.meshtrial.analytics.tally.Row.Users;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Values of the compacted topic: a kind, then varints. A new layout takes a new kind. */
final class RowCodec {

    private static final int NARROW_SUMS = 1;
    private static final int SUMS = 10;
    private static final int PARTITION = 8;
    private static final int INSTANCE = 3;
    private static final int PAGE = 4;
    private static final int USERS = 5;
    private static final int SAMPLE = 6;
    private static final int UNITS = 7;
    private static final int FOREIGN = 9;

    private RowCodec() {}

    static byte[] encode(Row row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            switch (row) {
                case Sums(Tally tally) -> {
                    out.writeUInt32NoTag(SUMS);
                    TallyCodec.write(tally, out);
                }
                case Partition partition -> {
                    out.writeUInt32NoTag(PARTITION);
                    out.writeUInt64NoTag(partition.counted());
                    out.writeUInt64NoTag(partition.poison());
                    out.writeUInt64NoTag(partition.duplicates());
                    out.writeUInt64NoTag(partition.overflowed());
                    out.writeUInt64NoTag(partition.late());
                    out.writeUInt64NoTag(partition.propagated());
                    out.writeUInt64NoTag(partition.newestStartMillis());
                    out.writeUInt64NoTag(partition.lastAppendMillis());
                }
                case Instance instance -> {
                    out.writeUInt32NoTag(INSTANCE);
                    out.writeUInt64NoTag(instance.distinct());
                    out.writeUInt64NoTag(instance.highest());
                    out.writeUInt64NoTag(instance.lastAppendMillis());
                }
                case Users(UserTally tally) -> {
                    out.writeUInt32NoTag(USERS);
                    UserTallyCodec.write(tally, out);
                }
                case Sample(int halvings, long units) -> {
                    out.writeUInt32NoTag(SAMPLE);
                    out.writeUInt32NoTag(halvings);
                    out.writeUInt64NoTag(units);
                }
                case Units units -> {
                    out.writeUInt32NoTag(UNITS);
                    UnitChunk.write(units, out);
                }
                case Page page -> {
                    out.writeUInt32NoTag(PAGE);
                    writeLongs(page.words(), out);
                }
                case ForeignPage page -> {
                    out.writeUInt32NoTag(FOREIGN);
                    out.writeUInt64NoTag(page.first());
                    writeLongs(page.hashes(), out);
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** @throws UnreadableRowException when the bytes are of no known kind or cut short */
    static Row decode(byte[] bytes) {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        try {
            int kind = in.readUInt32();
            return switch (kind) {
                case SUMS -> new Sums(TallyCodec.read(in));
                case NARROW_SUMS -> new Sums(TallyCodec.readNarrow(in));
                case PARTITION ->
                    new Partition(
                            in.readUInt64(),
                            in.readUInt64(),
                            in.readUInt64(),
                            in.readUInt64(),
                            in.readUInt64(),
                            in.readUInt64(),
                            in.readUInt64(),
                            in.readUInt64());
                case INSTANCE -> new Instance(in.readUInt64(), in.readUInt64(), in.readUInt64());
                case PAGE -> new Page(readLongs(in));
                case FOREIGN -> new ForeignPage(in.readUInt64(), readLongs(in));
                case USERS -> new Users(UserTallyCodec.read(in));
                case SAMPLE -> new Sample(in.readUInt32(), in.readUInt64());
                case UNITS -> UnitChunk.read(in);
                default -> throw new UnreadableRowException("row of the unknown kind " + kind);
            };
        } catch (IOException e) {
            throw new UnreadableRowException("row is cut short", e);
        }
    }

    private static void writeLongs(List<Long> longs, CodedOutputStream out) throws IOException {
        for (long bits : longs) {
            out.writeFixed64NoTag(bits);
        }
    }

    private static List<Long> readLongs(CodedInputStream in) throws IOException {
        List<Long> longs = new ArrayList<>();
        while (!in.isAtEnd()) {
            longs.add(in.readFixed64());
        }
        return longs;
    }
}
