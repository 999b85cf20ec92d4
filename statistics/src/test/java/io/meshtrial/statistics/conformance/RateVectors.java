package io.meshtrial.statistics.conformance;

import static io.meshtrial.statistics.conformance.Output.logarithmic;
import static io.meshtrial.statistics.conformance.Output.none;
import static io.meshtrial.statistics.conformance.Output.number;
import static io.meshtrial.statistics.conformance.Output.relative;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import java.util.List;
import java.util.stream.IntStream;

/** Sections (b)4 and (b)5: ratios of error rates. */
final class RateVectors {

    private RateVectors() {}

    static List<VectorFunction> all() {
        return List.of(
                VectorFunction.of(
                        "rate_ratio_eprocess",
                        "y_t,y_c,rho,k,alpha,ln_e,ratio_lower,ratio_upper",
                        RateVectors::constant),
                VectorFunction.of(
                        "phased_eprocess",
                        "y_t,y_c,rho,delta0,alpha,ln_e_two_sided,ln_e_harm,ln_e_non_inferior,ratio_lower,ratio_upper",
                        RateVectors::phased));
    }

    private static Answer<List<Output>> constant(Row row) {
        return RateRatio.of(row.count("y_t"), row.count("y_c"), row.number("rho"), row.number("k"), row.number("alpha"))
                .map(rate -> List.of(
                        number("ln_e", rate.logE(), logarithmic(1e-10)),
                        number("ratio_lower", rate.ratio().lower(), relative(1e-9)),
                        number("ratio_upper", rate.ratio().upper(), relative(1e-9))));
    }

    private static Answer<List<Output>> phased(Row row) {
        if (!row.sameLength("y_t", "y_c", "rho")) {
            return Answer.undefined(Reason.SHAPE);
        }
        List<Long> treatment = row.counts("y_t");
        List<Long> control = row.counts("y_c");
        List<Double> shares = row.numbers("rho");
        List<RateStratum> strata = IntStream.range(0, treatment.size())
                .mapToObj(k -> new RateStratum(treatment.get(k), control.get(k), shares.get(k)))
                .toList();
        double delta0 = row.number("delta0");
        double errors = strata.stream()
                .mapToDouble(s -> (double) s.treatmentErrors() + s.controlErrors())
                .sum();
        Output.Tolerance tolerance = expected -> 1e-10 * Math.max(1, Math.abs(expected)) + 4e-16 * errors;
        return PhasedRateRatio.of(strata)
                .flatMap(ratio -> ratio.interval(row.number("alpha"))
                        .map(interval -> List.of(
                                number("ln_e_two_sided", ratio.logE(delta0), tolerance),
                                optional("ln_e_harm", ratio.logEGreater(delta0), tolerance),
                                optional("ln_e_non_inferior", ratio.logELess(delta0), tolerance),
                                number("ratio_lower", interval.lower(), relative(1e-8)),
                                number("ratio_upper", interval.upper(), relative(1e-8)))));
    }

    private static Output optional(String column, Answer<Double> answer, Output.Tolerance tolerance) {
        return answer.toOptional()
                .map(value -> number(column, value, tolerance))
                .orElseGet(() -> none(column));
    }
}
