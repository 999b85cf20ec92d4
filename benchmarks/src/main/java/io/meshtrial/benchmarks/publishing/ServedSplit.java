package io.meshtrial.benchmarks.publishing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToDoubleFunction;

/** How often each revision sent a request to the treatment, beside how often its rules say. */
final class ServedSplit {

    private record Count(int requests, int treated) {
        Count plus(Count other) {
            return new Count(requests + other.requests, treated + other.treated);
        }
    }

    private final Map<Integer, Count> counts = new ConcurrentHashMap<>();

    void count(int revision, boolean treated) {
        counts.merge(revision, new Count(1, treated ? 1 : 0), Count::plus);
    }

    int revisions() {
        return counts.size();
    }

    /**
     * Distance of the treated requests of all revisions from what is expected, in standard deviations: requests are drawn
     * independently, so the sum of n(1)p(1) + n(2)p(2) + … has the variance of n(i)p(i)(1 − p(i)) summed.
     *
     * @param share of the treatment under a revision, from 0 to 1
     */
    double deviations(IntToDoubleFunction share) {
        double treated = 0;
        double expected = 0;
        double variance = 0;
        for (Map.Entry<Integer, Count> entry : counts.entrySet()) {
            double probability = share.applyAsDouble(entry.getKey());
            treated += entry.getValue().treated();
            expected += entry.getValue().requests() * probability;
            variance += entry.getValue().requests() * probability * (1 - probability);
        }
        return (treated - expected) / Math.sqrt(variance);
    }

    /** Pearson's statistic over the revisions, which is about their number where every revision splits as it should. */
    double pearson(IntToDoubleFunction share) {
        return counts.entrySet().stream()
                .mapToDouble(entry -> {
                    double probability = share.applyAsDouble(entry.getKey());
                    int requests = entry.getValue().requests();
                    double away = entry.getValue().treated() - requests * probability;
                    return away * away / (requests * probability * (1 - probability));
                })
                .sum();
    }
}
