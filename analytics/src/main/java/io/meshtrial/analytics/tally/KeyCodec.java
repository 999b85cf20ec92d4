package io.meshtrial.analytics.tally;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.tally.TallyKey.ForeignPageKey;
import io.meshtrial.analytics.tally.TallyKey.HourKey;
import io.meshtrial.analytics.tally.TallyKey.InstanceKey;
import io.meshtrial.analytics.tally.TallyKey.MinuteKey;
import io.meshtrial.analytics.tally.TallyKey.PartitionKey;
import io.meshtrial.analytics.tally.TallyKey.SampleKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import io.meshtrial.analytics.tally.TallyKey.SequencePageKey;
import io.meshtrial.analytics.tally.TallyKey.UnitsKey;
import io.meshtrial.analytics.tally.TallyKey.UserKey;
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
    private static final int USER = 6;
    private static final int SAMPLE = 7;
    private static final int UNITS = 8;
    private static final int HOUR = 9;
    private static final int FOREIGN = 10;

    /** Added to the kind of a key whose cell was reported by the access log. */
    private static final int ACCESS_LOG = 64;

    private KeyCodec() {}

    static byte[] encode(TallyKey key) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            switch (key) {
                case MinuteKey(Cell cell, long minute) -> {
                    out.writeUInt32NoTag(MINUTE + offset(cell.source()));
                    write(cell, out);
                    out.writeSInt64NoTag(minute);
                }
                case HourKey(Cell cell, long hour) -> {
                    out.writeUInt32NoTag(HOUR + offset(cell.source()));
                    write(cell, out);
                    out.writeSInt64NoTag(hour);
                }
                case ForeignPageKey(int page) -> {
                    out.writeUInt32NoTag(FOREIGN);
                    out.writeUInt32NoTag(page);
                }
                case SegmentKey(Cell cell, SegmentKind kind, String name) -> {
                    out.writeUInt32NoTag(SEGMENT + offset(cell.source()));
                    write(cell, out);
                    out.writeStringNoTag(kind.name());
                    out.writeStringNoTag(name);
                }
                case PartitionKey() -> out.writeUInt32NoTag(PARTITION);
                case InstanceKey(String instance) -> {
                    out.writeUInt32NoTag(INSTANCE);
                    out.writeStringNoTag(instance);
                }
                case UserKey(UserCell cell) -> {
                    out.writeUInt32NoTag(USER + offset(cell.source()));
                    write(cell, out);
                }
                case SampleKey(EventSource source, String experiment) -> {
                    out.writeUInt32NoTag(SAMPLE + offset(source));
                    out.writeStringNoTag(experiment);
                }
                case UnitsKey(SampleKey(EventSource source, String experiment), long number) -> {
                    out.writeUInt32NoTag(UNITS + offset(source));
                    out.writeStringNoTag(experiment);
                    out.writeUInt64NoTag(number);
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
                case USER -> new UserKey(readUserCell(source, in));
                case SAMPLE -> new SampleKey(source, in.readString());
                case UNITS -> new UnitsKey(new SampleKey(source, in.readString()), in.readUInt64());
                case HOUR -> new HourKey(readCell(source, in), in.readSInt64());
                case FOREIGN -> new ForeignPageKey(in.readUInt32());
                default -> throw new UnreadableRowException("key of the unknown kind " + kind);
            };
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableRowException("key is unreadable", e);
        }
    }

    private static int offset(EventSource source) {
        return source == EventSource.ACCESS_LOG ? ACCESS_LOG : 0;
    }

    static void write(UserCell cell, CodedOutputStream out) throws IOException {
        write(cell.stratum(), out);
        out.writeStringNoTag(cell.variant());
        out.writeStringNoTag(cell.token());
    }

    static UserCell readUserCell(EventSource source, CodedInputStream in) throws IOException {
        return new UserCell(source, readStratum(in), in.readString(), in.readString());
    }

    private static void write(Stratum stratum, CodedOutputStream out) throws IOException {
        out.writeStringNoTag(stratum.experiment());
        out.writeUInt32NoTag(stratum.rule());
        out.writeUInt32NoTag(stratum.drawingRevision());
        out.writeUInt32NoTag(stratum.origin());
    }

    private static Stratum readStratum(CodedInputStream in) throws IOException {
        return new Stratum(in.readString(), in.readUInt32(), in.readUInt32(), in.readUInt32());
    }

    private static void write(Cell cell, CodedOutputStream out) throws IOException {
        write(cell.stratum(), out);
        out.writeStringNoTag(cell.variant());
        out.writeStringNoTag(cell.servedVersion());
        out.writeStringNoTag(cell.token());
    }

    private static Cell readCell(EventSource source, CodedInputStream in) throws IOException {
        return new Cell(source, readStratum(in), in.readString(), in.readString(), in.readString());
    }
}
