package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.answer.EffectAnswer;
import io.meshtrial.analytics.dashboard.answer.MetricAnswer;
import io.meshtrial.analytics.verdict.Evidence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Curves of every experiment over the looks of this process. Safe for concurrent use. */
final class EffectHistories {

    private final Map<String, EffectHistory> histories = new ConcurrentHashMap<>();

    /**
     * The curves with this look added; numbers that are not whole yet are not.
     *
     * @param metrics every metric of the look
     */
    List<EffectAnswer> with(Results.Look look, Assessment whole, List<MetricAnswer> metrics) {
        EffectHistory history = histories.computeIfAbsent(look.experiment().id(), none -> new EffectHistory());
        Evidence evidence = whole.evidence();
        synchronized (history) {
            if (!look.reading()) {
                if (history.isEmpty()) {
                    Backfill.fill(history, look, whole.comparisons());
                }
                history.record(look.experiment(), evidence.comparisons(), evidence.units(), look.now());
            }
            return history.answer(evidence.experiment(), evidence.comparisons(), metrics, look.now());
        }
    }
}
