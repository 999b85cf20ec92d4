package io.meshtrial.localmesh.supervisor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How often a program may be started again before the run is given up: five times within a minute. */
final class RestartBudget {

    private static final int MOST = 5;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final Map<String, Deque<Long>> starts = new HashMap<>();

    /** Whether one more is allowed; counts it if so. */
    synchronized boolean take(String program, long nanos) {
        Deque<Long> recent = starts.computeIfAbsent(program, first -> new ArrayDeque<>());
        while (!recent.isEmpty() && nanos - recent.getFirst() > WITHIN.toNanos()) {
            recent.removeFirst();
        }
        if (recent.size() >= MOST) {
            return false;
        }
        recent.addLast(nanos);
        return true;
    }
}
