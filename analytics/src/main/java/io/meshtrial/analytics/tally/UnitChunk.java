package io.meshtrial.analytics.tally;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.meshtrial.analytics.definition.EventSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A piece of the log of units under way: for each unit its hash, its state and its metrics, as varints. */
final class UnitChunk {

    /** Units in one piece; a piece stays well below the largest record that Kafka takes. */
    static final int MAX_UNITS = 4_096;

    private final List<String> metrics;
    private final List<UserCell> cells = new ArrayList<>();
    private final Map<UserCell, Integer> numbers = new HashMap<>();
    private final ByteString.Output bytes = ByteString.newOutput(16 * 1024);
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    private int units;

    UnitChunk(List<String> metrics) {
        this.metrics = metrics;
    }

    boolean isFull() {
        return units == MAX_UNITS;
    }

    void add(UnitTable table, int unit, UnitCells tableCells) {
        long state = table.get(unit, UnitRecord.STATE);
        UserCell cell = tableCells.cell(UnitRecord.cell(state));
        Integer number = numbers.get(cell);
        if (number == null) {
            number = cells.size();
            cells.add(cell);
            numbers.put(cell, number);
        }
        try {
            out.writeFixed64NoTag(table.get(unit, UnitRecord.HASH_HIGH));
            out.writeFixed64NoTag(table.get(unit, UnitRecord.HASH_LOW));
            out.writeUInt64NoTag(UnitRecord.state(number, UnitRecord.flags(state), UnitRecord.requests(state)));
            for (int i = 0; i < metrics.size(); i++) {
                out.writeSInt64NoTag(table.get(unit, UnitRecord.METRICS + i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        units++;
    }

    Row.Units toRow() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return new Row.Units(metrics, cells, units, bytes.toByteString());
    }

    static void write(Row.Units row, CodedOutputStream out) throws IOException {
        out.writeUInt32NoTag(row.metrics().size());
        for (String metric : row.metrics()) {
            out.writeStringNoTag(metric);
        }
        out.writeUInt32NoTag(row.cells().size());
        for (UserCell cell : row.cells()) {
            out.writeBoolNoTag(cell.source() == EventSource.ACCESS_LOG);
            KeyCodec.write(cell, out);
        }
        out.writeUInt32NoTag(row.count());
        out.writeBytesNoTag(row.records());
    }

    static Row.Units read(CodedInputStream in) throws IOException {
        List<String> metrics = new ArrayList<>();
        for (int left = in.readUInt32(); left > 0; left--) {
            metrics.add(in.readString());
        }
        List<UserCell> cells = new ArrayList<>();
        for (int left = in.readUInt32(); left > 0; left--) {
            EventSource source = in.readBool() ? EventSource.ACCESS_LOG : EventSource.APPLICATION;
            cells.add(KeyCodec.readUserCell(source, in));
        }
        return new Row.Units(metrics, cells, in.readUInt32(), in.readBytes());
    }
}
