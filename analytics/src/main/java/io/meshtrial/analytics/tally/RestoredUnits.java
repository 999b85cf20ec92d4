package io.meshtrial.analytics.tally;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Units of one experiment as an earlier task left them.
 *
 * @param first the oldest piece of their log
 * @param next number of the piece to be written next
 */
record RestoredUnits(List<String> names, UnitTable table, UnitCells cells, int halvings, long first, long next) {

    static RestoredUnits none(int halvings) {
        return new RestoredUnits(List.of(), new UnitTable(0), new UnitCells(), halvings, 0, 0);
    }

    /**
     * Puts together the pieces of a log: what a later one says of a unit overrules what an earlier one said.
     *
     * @param pieces by number
     * @param halvings of the threshold; units beyond it have left
     */
    static RestoredUnits of(SortedMap<Long, Row.Units> pieces, int halvings) {
        if (pieces.isEmpty()) {
            return none(halvings);
        }
        List<String> names = pieces.sequencedValues().getLast().metrics();
        UnitTable table = new UnitTable(names.size());
        UnitCells cells = new UnitCells();
        pieces.values().forEach(piece -> take(piece, names, table, cells, halvings));
        return new RestoredUnits(names, table, cells, halvings, pieces.firstKey(), pieces.lastKey() + 1);
    }

    private static void take(Row.Units piece, List<String> names, UnitTable table, UnitCells cells, int halvings) {
        List<Integer> numbers = new ArrayList<>();
        piece.cells().forEach(cell -> numbers.add(cells.number(cell)));
        int[] places = piece.metrics().stream().mapToInt(names::indexOf).toArray();
        CodedInputStream in = piece.records().newCodedInput();
        try {
            while (!in.isAtEnd()) {
                long high = in.readFixed64();
                long low = in.readFixed64();
                long written = in.readUInt64();
                int cell = numbers.get(UnitRecord.cell(written));
                long state = UnitRecord.state(cell, UnitRecord.flags(written), UnitRecord.requests(written));
                int unit = -1;
                if (UnitRecord.isKept(high, low, halvings)) {
                    unit = table.find(high, low, cells.stratum(cell), cells);
                    unit = unit < 0 ? table.add(high, low, state) : unit;
                    table.set(unit, UnitRecord.STATE, state);
                }
                for (int place : places) {
                    long packed = in.readSInt64();
                    if (unit >= 0 && place >= 0) {
                        table.set(unit, UnitRecord.METRICS + place, packed);
                    }
                }
            }
        } catch (IOException e) {
            throw new UnreadableRowException("a piece of the log of units is cut short", e);
        }
    }
}
