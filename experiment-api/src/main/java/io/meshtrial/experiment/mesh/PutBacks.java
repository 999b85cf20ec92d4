package io.meshtrial.experiment.mesh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How often routes had to be put back because of one field manager; the third time within ten minutes is a contest. */
@Component
class PutBacks {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST = 2;

    private final Map<String, Deque<Instant>> times = new ConcurrentHashMap<>();

    /** Counts one more. */
    boolean isContested(String experiment, String fieldManager, Instant now) {
        Deque<Instant> recent = times.compute(experiment + " " + fieldManager, (key, known) -> {
            Deque<Instant> queue = known == null ? new ArrayDeque<>() : new ArrayDeque<>(known);
            queue.removeIf(time -> time.isBefore(now.minus(WINDOW)));
            queue.add(now);
            return queue;
        });
        return recent.size() > MOST;
    }

    void forget(String experiment) {
        times.keySet().removeIf(key -> key.startsWith(experiment + " "));
    }
}
