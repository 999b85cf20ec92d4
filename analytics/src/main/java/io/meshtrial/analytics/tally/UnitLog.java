package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.TallyKey.SampleKey;
import io.meshtrial.analytics.tally.TallyKey.UnitsKey;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the units of one experiment and partition in a compacted topic, at a cost that follows the number of units that
 * change and not the number that is held. Each commit writes one piece with the units that changed, and with them as many
 * that did not, in turn. Once all units have had their turn, everything written before that turn is overruled and
 * removed: the log stays at about four times the units' own size at most.
 */
final class UnitLog {

    private final SampleKey of;
    private final CommitStore store;
    private int[] changed = new int[256];
    private int changes;
    private long first;
    private long next;
    private long turnBegan;
    private int turn;

    /** @param first the oldest piece that is not removed; @param next number of the piece to be written next */
    UnitLog(SampleKey of, CommitStore store, long first, long next) {
        this.of = of;
        this.store = store;
        this.first = first;
        this.next = next;
        turnBegan = next;
    }

    /** Notes that a unit changed; gives the state to keep. */
    long changed(int unit, long state) {
        if ((state & UnitRecord.CHANGED) == 0) {
            note(unit);
        }
        return state | UnitRecord.CHANGED;
    }

    /** Units were dropped, and those that stay have new numbers. */
    void renumbered(UnitTable table) {
        changes = 0;
        for (int unit = 0; unit < table.size(); unit++) {
            if ((table.get(unit, UnitRecord.STATE) & UnitRecord.CHANGED) != 0) {
                note(unit);
            }
        }
        turn = 0;
        turnBegan = next;
    }

    void commit(UnitTable table, List<String> metrics, UnitCells cells) {
        if (changes == 0) {
            return;
        }
        UnitChunk chunk = new UnitChunk(metrics);
        for (int i = 0; i < changes; i++) {
            chunk = roomIn(chunk, metrics);
            int unit = changed[i];
            table.set(unit, UnitRecord.STATE, table.get(unit, UnitRecord.STATE) & ~UnitRecord.CHANGED);
            chunk.add(table, unit, cells);
        }
        for (int i = 0; i < changes; i++) {
            if (turn >= table.size()) {
                endTurn();
            }
            chunk = roomIn(chunk, metrics);
            chunk.add(table, turn++, cells);
        }
        changes = 0;
        write(chunk);
    }

    private void endTurn() {
        for (long number = first; number < turnBegan; number++) {
            store.remove(new UnitsKey(of, number));
        }
        first = turnBegan;
        turnBegan = next;
        turn = 0;
    }

    private UnitChunk roomIn(UnitChunk chunk, List<String> metrics) {
        if (!chunk.isFull()) {
            return chunk;
        }
        write(chunk);
        return new UnitChunk(metrics);
    }

    private void write(UnitChunk chunk) {
        store.write(new UnitsKey(of, next++), chunk.toRow());
    }

    private void note(int unit) {
        if (changes == changed.length) {
            changed = Arrays.copyOf(changed, 2 * changes);
        }
        changed[changes++] = unit;
    }
}
