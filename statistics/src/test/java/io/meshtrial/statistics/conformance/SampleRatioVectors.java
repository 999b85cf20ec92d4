package io.meshtrial.statistics.conformance;

import static io.meshtrial.statistics.conformance.Output.logarithmic;
import static io.meshtrial.statistics.conformance.Output.number;
import static io.meshtrial.statistics.conformance.Output.word;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.ratio.ChiSquareRatio;
import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import java.util.List;

/** Section (d): the sample ratio. */
final class SampleRatioVectors {

    private SampleRatioVectors() {}

    static List<VectorFunction> all() {
        return List.of(
                VectorFunction.of(
                        "sample_ratio",
                        "counts,shares,ln_e_k100,ln_e_k1000,ln_e_k10000,ln_e,alarm",
                        SampleRatioVectors::single),
                VectorFunction.of("sample_ratio_revisions", "counts,shares,ln_e,alarm", SampleRatioVectors::revisions),
                VectorFunction.of(
                        "sample_ratio_chi_square", "counts,shares,chi_square,dof,p", SampleRatioVectors::chiSquare));
    }

    private static Answer<List<Output>> single(Row row) {
        return SampleRatio.of(units(row))
                .map(ratio -> List.of(
                        number("ln_e_k100", ratio.logEs().get(0), logarithmic(1e-10)),
                        number("ln_e_k1000", ratio.logEs().get(1), logarithmic(1e-10)),
                        number("ln_e_k10000", ratio.logEs().get(2), logarithmic(1e-10)),
                        number("ln_e", ratio.logE(), logarithmic(1e-10)),
                        word("alarm", ratio.alarm())));
    }

    private static Answer<List<Output>> revisions(Row row) {
        List<UnitCounts> strata = row.revisions("counts", "shares").stream()
                .map(SampleRatioVectors::units)
                .toList();
        return SampleRatio.of(strata)
                .map(ratio -> List.of(
                        number("ln_e", ratio.logE(), logarithmic(1e-10 * Math.max(1, strata.size()))),
                        word("alarm", ratio.alarm())));
    }

    private static Answer<List<Output>> chiSquare(Row row) {
        return ChiSquareRatio.of(units(row))
                .map(test -> List.of(
                        number("chi_square", test.chiSquare(), logarithmic(1e-11)),
                        word("dof", test.degreesOfFreedom()),
                        number("p", test.p(), p -> p < 1e-100 ? 1e-6 * p : 1e-9 * p)));
    }

    private static UnitCounts units(Row row) {
        return new UnitCounts(row.counts("counts"), row.numbers("shares"));
    }
}
