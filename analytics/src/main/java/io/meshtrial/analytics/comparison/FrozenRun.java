package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.comparison.FrozenValue.Plan;
import io.meshtrial.analytics.comparison.FrozenValue.PlannedInformation;
import io.meshtrial.analytics.comparison.FrozenValue.ReachedInformation;
import io.meshtrial.analytics.comparison.FrozenValue.Recovered;
import io.meshtrial.analytics.comparison.FrozenValue.ShortSince;
import io.meshtrial.analytics.comparison.FrozenValue.Threshold;
import io.meshtrial.analytics.definition.MeasurementPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is frozen of one run so far. Safe for concurrent use. */
final class FrozenRun {

    private final InformationClocks clocks;
    private final ShortageClock shortages;
    private volatile @Nullable MeasurementPlan plan;
    private volatile Map<String, LatencyThreshold> thresholds = Map.of();

    FrozenRun(Consumer<FrozenValue> proposals) {
        this.clocks = new InformationClocks(proposals);
        this.shortages = new ShortageClock(proposals);
    }

    /** What was kept first stays. */
    synchronized void accept(FrozenValue value) {
        switch (value) {
            case Plan(MeasurementPlan first) -> plan = plan == null ? first : plan;
            case Threshold(String metric, LatencyThreshold threshold) -> {
                Map<String, LatencyThreshold> all = new HashMap<>(thresholds);
                if (all.putIfAbsent(metric, threshold) == null) {
                    thresholds = Map.copyOf(all);
                }
            }
            case PlannedInformation planned -> clocks.accept(planned);
            case ReachedInformation reached -> clocks.accept(reached);
            case ShortSince sight -> shortages.accept(sight);
            case Recovered recovery -> shortages.accept(recovery);
        }
    }

    /** Null until it is kept. */
    @Nullable
    MeasurementPlan plan() {
        return plan;
    }

    /** By metric; the same object while nothing changes. */
    Map<String, LatencyThreshold> thresholds() {
        return thresholds;
    }

    ShortageClock shortages() {
        return shortages;
    }

    InformationClocks clocks() {
        return clocks;
    }
}
