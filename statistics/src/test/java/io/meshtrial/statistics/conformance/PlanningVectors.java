package io.meshtrial.statistics.conformance;

import static io.meshtrial.statistics.conformance.Output.number;
import static io.meshtrial.statistics.conformance.Output.relative;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.planning.Detection;
import io.meshtrial.statistics.planning.SampleSize;
import java.util.List;

/** Section (f): power and duration. */
final class PlanningVectors {

    private PlanningVectors() {}

    static List<VectorFunction> all() {
        return List.of(VectorFunction.of(
                "power_duration",
                "kind,base,sd_or_blank,delta,alpha,power,k,sequential,users_per_day,z,n_c,n_t,total,days",
                PlanningVectors::size));
    }

    private static Answer<List<Output>> size(Row row) {
        Detection detection =
                new Detection(row.number("alpha"), row.number("power"), row.number("k"), row.truth("sequential"));
        Answer<SampleSize> size = row.word("kind", "mean", "proportion").equals("mean")
                ? detection.ofMean(row.number("sd_or_blank"), row.number("delta"))
                : detection.ofProportion(row.number("base"), row.number("delta"));
        return size.flatMap(units -> units.duration(row.number("users_per_day"))
                .map(days -> List.of(
                        number("z", units.criticalValue(), relative(1e-11)),
                        number("n_c", units.control(), relative(1e-11)),
                        number("n_t", units.treatment(), relative(1e-11)),
                        number("total", units.total(), relative(1e-11)),
                        number("days", days, relative(1e-11)))));
    }
}
