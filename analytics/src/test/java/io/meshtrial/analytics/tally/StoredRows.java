package io.meshtrial.analytics.tally;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A compacted topic in memory: what a store has written, to be restored by another. */
final class StoredRows {

    final Refusals refusals = new Refusals();
    private final Map<ByteBuffer, byte[]> rows = new LinkedHashMap<>();

    /** A store with these rows that writes its changes here. */
    CommitStore open(String name) {
        CommitStore store = new CommitStore(name, refusals);
        store.open((key, value, timestamp) -> {
            rows.remove(ByteBuffer.wrap(key));
            if (value != null) {
                rows.put(ByteBuffer.wrap(key), value);
            }
        });
        rows.forEach((key, value) -> store.restore(key.array(), value));
        return store;
    }

    int size() {
        return rows.size();
    }

    /** Keys and values, to be compared bit for bit. */
    Map<ByteBuffer, ByteBuffer> bytes() {
        Map<ByteBuffer, ByteBuffer> bytes = new HashMap<>();
        rows.forEach((key, value) -> bytes.put(key, ByteBuffer.wrap(value)));
        return bytes;
    }

    /** How many rows have a key of a kind. */
    long count(Class<? extends TallyKey> kind) {
        return rows.keySet().stream()
                .map(key -> KeyCodec.decode(key.array()))
                .filter(kind::isInstance)
                .count();
    }

    /** States of units in all pieces of the log, those that later pieces overrule among them. */
    long records() {
        return rows.values().stream()
                .map(RowCodec::decode)
                .mapToLong(row -> row instanceof Row.Units piece ? piece.count() : 0)
                .sum();
    }

    /** A board that has read these rows as one partition. */
    TallyBoard board() {
        TallyBoard board = new TallyBoard();
        rows.forEach((key, value) -> board.accept(0, key.array(), value));
        return board;
    }
}
