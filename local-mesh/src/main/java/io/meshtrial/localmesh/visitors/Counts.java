package io.meshtrial.localmesh.visitors;

import java.util.Map;
import java.util.TreeMap;

/** What came of the requests. Used from one event loop only. */
final class Counts {

    private final Map<Integer, Long> answered = new TreeMap<>();
    private long sent;
    private long failed;

    void sent() {
        sent++;
    }

    void answered(int status) {
        answered.merge(status, 1L, Long::sum);
    }

    /** No complete answer came. */
    void failed() {
        failed++;
    }

    long inFlight() {
        return sent
                - failed
                - answered.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All of it at this moment: {@code sent = answered + failed + inFlight}. */
    Snapshot snapshot() {
        return new Snapshot(sent, Map.copyOf(answered), failed, inFlight());
    }

    record Snapshot(long sent, Map<Integer, Long> answered, long failed, long inFlight) {}
}
