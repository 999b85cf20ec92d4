package io.meshtrial.analytics.tally;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.tally.TallyKey.InstanceKey;
import io.meshtrial.analytics.tally.TallyKey.MinuteKey;
import io.meshtrial.analytics.tally.TallyKey.PartitionKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import io.meshtrial.analytics.tally.TallyKey.SequencePageKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Keys of the compacted topic: a kind, then its fields. Equal keys give equal bytes. */
final class KeyCodec {

    private static final int MINUTE = 1;
    private static final int SEGMENT = 2;
    private static final int PARTITION = 3;
    private static final int INSTANCE = 4;
    private static final int PAGE = 5;

    /** Added to the kind of a key whose cell was reported by the access log. */
    private static final int ACCESS_LOG = 64;

    private KeyCodec() {}

    static byte[] encode(TallyKey key) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            switch (key) {
                case MinuteKey(Cell cell, long minute) -> {
                    out.writeUInt32NoTag(MINUTE + offset(cell));
                    write(cell, out);
                    out.writeSInt64NoTag(minute);
                }
                case SegmentKey(Cell cell, SegmentKind kind, String name) -> {
                    out.writeUInt32NoTag(SEGMENT + offset(cell));
                    write(cell, out);
                    out.writeStringNoTag(kind.name());
                    out.writeStringNoTag(name);
                }
                case PartitionKey() -> out.writeUInt32NoTag(PARTITION);
                case InstanceKey(String instance) -> {
                    out.writeUInt32NoTag(INSTANCE);
                    out.writeStringNoTag(instance);
                }
                case SequencePageKey(String instance, long page) -> {
                    out.writeUInt32NoTag(PAGE);
                    out.writeStringNoTag(instance);
                    out.writeUInt64NoTag(page);
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** @throws UnreadableRowException when the bytes are of no known kind or cut short */
    static TallyKey decode(byte[] bytes) {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        try {
            int head = in.readUInt32();
            EventSource source = head >= ACCESS_LOG ? EventSource.ACCESS_LOG : EventSource.APPLICATION;
            int kind = head % ACCESS_LOG;
            return switch (kind) {
                case MINUTE -> new MinuteKey(readCell(source, in), in.readSInt64());
                case SEGMENT ->
                    new SegmentKey(readCell(source, in), SegmentKind.valueOf(in.readString()), in.readString());
                case PARTITION -> new PartitionKey();
                case INSTANCE -> new InstanceKey(in.readString());
                case PAGE -> new SequencePageKey(in.readString(), in.readUInt64());
                default -> throw new UnreadableRowException("key of the unknown kind " + kind);
            };
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableRowException("key is unreadable", e);
        }
    }

    private static int offset(Cell cell) {
        return cell.source() == EventSource.ACCESS_LOG ? ACCESS_LOG : 0;
    }

    private static void write(Cell cell, CodedOutputStream out) throws IOException {
        Stratum stratum = cell.stratum();
        out.writeStringNoTag(stratum.experiment());
        out.writeUInt32NoTag(stratum.rule());
        out.writeUInt32NoTag(stratum.drawingRevision());
        out.writeUInt32NoTag(stratum.origin());
        out.writeStringNoTag(cell.variant());
        out.writeStringNoTag(cell.servedVersion());
        out.writeStringNoTag(cell.token());
    }

    private static Cell readCell(EventSource source, CodedInputStream in) throws IOException {
        Stratum stratum = new Stratum(in.readString(), in.readUInt32(), in.readUInt32(), in.readUInt32());
        return new Cell(source, stratum, in.readString(), in.readString(), in.readString());
    }
}
