package io.meshtrial.experiment.verification.telemetry;

import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counters as they stood at whole minutes, for two hours. Counters only rise; where one has fallen its program was
 * started again, and what was before is forgotten, since nobody knows what was lost between.
 */
final class MinuteSamples {

    private static final int MOST = 121;
    private static final long LONGEST_SECONDS = 3_600;

    /** @param flags Envoy's response flags; {@code -} where the request came to a service */
    record Series(ServiceName service, String version, String flags) {}

    private final NavigableMap<Instant, Map<Series, Double>> samples = new TreeMap<>();

    synchronized void add(Instant minute, Map<Series, Double> counters) {
        Map.Entry<Instant, Map<Series, Double>> last = samples.lastEntry();
        if (last != null) {
            boolean fallen = last.getValue().entrySet().stream()
                    .anyMatch(old -> counters.getOrDefault(old.getKey(), 0.0) < old.getValue());
            if (fallen) {
                samples.clear();
            }
        }
        samples.put(minute, Map.copyOf(counters));
        while (samples.size() > MOST) {
            samples.pollFirstEntry();
        }
    }

    synchronized Optional<Window> window(Instant notBefore) {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        Instant to = samples.lastKey();
        Instant earliest = to.minusSeconds(LONGEST_SECONDS);
        Instant from = samples.ceilingKey(notBefore.isBefore(earliest) ? earliest : notBefore);
        return from == null || !from.isBefore(to) ? Optional.empty() : Optional.of(new Window(from, to));
    }

    /** What was added within the window; empty where there is no sample at one of its ends any more. */
    synchronized Optional<List<RequestCounts.Count>> within(Window window) {
        Map<Series, Double> before = samples.get(window.from());
        Map<Series, Double> after = samples.get(window.to());
        if (before == null || after == null) {
            return Optional.empty();
        }
        List<RequestCounts.Count> counts = new ArrayList<>();
        after.forEach((series, value) -> counts.add(new RequestCounts.Count(
                series.service(),
                series.version(),
                series.flags().equals("-"),
                value - before.getOrDefault(series, 0.0))));
        return Optional.of(counts);
    }
}
