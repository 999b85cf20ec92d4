package io.meshtrial.statistics.conformance;

import static io.meshtrial.statistics.conformance.Output.absolute;
import static io.meshtrial.statistics.conformance.Output.logarithmic;
import static io.meshtrial.statistics.conformance.Output.none;
import static io.meshtrial.statistics.conformance.Output.number;
import static io.meshtrial.statistics.conformance.Output.relative;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.MeanDifference;
import io.meshtrial.statistics.mean.RelativeDifference;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.mean.Welch;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.OneSided;
import io.meshtrial.statistics.sequence.TwoSided;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Section (a): differences of means. */
final class MeanVectors {

    private MeanVectors() {}

    static List<VectorFunction> all() {
        return List.of(
                VectorFunction.of(
                        "asymptotic_cs",
                        "n_c,mean_c,var_c,n_t,mean_t,var_t,n_star,alpha,diff,se,r,half_width,lower,upper,z,ln_e,p,r_one,"
                                + "half_width_one,lower_one,upper_one,ln_e_greater,ln_e_less",
                        MeanVectors::asymptotic),
                VectorFunction.of(
                        "welch",
                        "n_c,mean_c,var_c,n_t,mean_t,var_t,alpha,diff,se,t,dof,p,half_width,lower,upper",
                        MeanVectors::welch),
                VectorFunction.of(
                        "relative_difference",
                        "kind,n_c,sum_c,sum_squares_c,n_t,sum_t,sum_squares_t,n_star,alpha,relative,se,half_width,lower,"
                                + "upper,ln_e,p,cond",
                        MeanVectors::relativeDifference),
                VectorFunction.of(
                        "stratified_cs",
                        "n_c,mean_c,var_c,n_t,mean_t,var_t,a_star,alpha,diff,se,a,r,half_width,lower,upper,ln_e,p,"
                                + "half_width_one,ln_e_greater,ln_e_less",
                        MeanVectors::stratified));
    }

    private static Answer<List<Output>> asymptotic(Row row) {
        double alpha = row.number("alpha");
        return MeanDifference.of(arm(row, "c"), arm(row, "t"), row.number("n_star"))
                .flatMap(contrast -> AsymptoticSequence.twoSided(contrast, alpha)
                        .map(two -> {
                            Output.Tolerance exact = relative(1e-12);
                            List<Output> outputs = twoSided(two, 1e-12, 1e-12);
                            outputs.add(number("z", two.z(), exact));
                            Optional<OneSided> one =
                                    AsymptoticSequence.oneSided(contrast, alpha).toOptional();
                            outputs.addAll(one.map(MeanVectors::oneSided).orElseGet(MeanVectors::noOneSided));
                            return outputs;
                        }));
    }

    private static List<Output> oneSided(OneSided one) {
        Output.Tolerance bounds = absolute(1e-12 * (Math.abs(one.estimate()) + one.halfWidth()));
        return List.of(
                number("r_one", one.r(), relative(1e-12)),
                number("half_width_one", one.halfWidth(), relative(1e-12)),
                number("lower_one", one.lower(), bounds),
                number("upper_one", one.upper(), bounds),
                number("ln_e_greater", one.logEGreater(), logarithmic(1e-12)),
                number("ln_e_less", one.logELess(), logarithmic(1e-12)));
    }

    private static List<Output> noOneSided() {
        return List.of(
                none("r_one"),
                none("half_width_one"),
                none("lower_one"),
                none("upper_one"),
                none("ln_e_greater"),
                none("ln_e_less"));
    }

    private static List<Output> twoSided(TwoSided two, double size, double logSize) {
        Output.Tolerance bounds = absolute(size * (Math.abs(two.estimate()) + two.halfWidth()));
        return new ArrayList<>(List.of(
                number("diff", two.estimate(), relative(size)),
                number("se", two.standardError(), relative(size)),
                number("r", two.r(), relative(size)),
                number("half_width", two.halfWidth(), relative(size)),
                number("lower", two.lower(), bounds),
                number("upper", two.upper(), bounds),
                number("ln_e", two.logE(), logarithmic(logSize)),
                number("p", two.p(), p -> p == 0 ? 1e-300 : size * p)));
    }

    private static Answer<List<Output>> stratified(Row row) {
        if (!row.sameLength("n_c", "mean_c", "var_c", "n_t", "mean_t", "var_t")) {
            return Answer.undefined(Reason.SHAPE);
        }
        double alpha = row.number("alpha");
        List<ArmSummary> controls = arms(row, "c");
        List<ArmSummary> treatments = arms(row, "t");
        List<Stratum> strata = IntStream.range(0, controls.size())
                .mapToObj(k -> new Stratum(controls.get(k), treatments.get(k)))
                .toList();
        return StratifiedMeans.of(strata)
                .flatMap(means -> means.contrast(1, row.number("a_star"))
                        .flatMap(contrast -> stratified(means, contrast, alpha)));
    }

    private static Answer<List<Output>> stratified(StratifiedMeans means, Contrast contrast, double alpha) {
        return AsymptoticSequence.twoSided(contrast, alpha)
                .flatMap(two -> AsymptoticSequence.oneSided(contrast, alpha).map(one -> {
                    List<Output> outputs = twoSided(two, 1e-11, 1e-10);
                    outputs.add(number("a", means.information(), relative(1e-11)));
                    outputs.add(number("half_width_one", one.halfWidth(), relative(1e-11)));
                    outputs.add(number("ln_e_greater", one.logEGreater(), logarithmic(1e-10)));
                    outputs.add(number("ln_e_less", one.logELess(), logarithmic(1e-10)));
                    return outputs;
                }));
    }

    private static Answer<List<Output>> welch(Row row) {
        return Welch.of(arm(row, "c"), arm(row, "t"), row.number("alpha"))
                .map(welch -> List.of(
                        number("diff", welch.difference(), relative(1e-12)),
                        number("se", welch.standardError(), relative(1e-12)),
                        number("t", welch.t(), relative(1e-12)),
                        number("dof", welch.degreesOfFreedom(), relative(1e-12)),
                        number("p", welch.p(), relative(1e-10)),
                        number("half_width", welch.halfWidth(), relative(1e-10)),
                        number("lower", welch.lower(), bound(welch)),
                        number("upper", welch.upper(), bound(welch))));
    }

    private static Output.Tolerance bound(Welch welch) {
        return absolute(1e-12 * Math.abs(welch.difference()) + 1e-10 * welch.halfWidth());
    }

    private static Answer<List<Output>> relativeDifference(Row row) {
        double alpha = row.number("alpha");
        return sampleArm(row, "c")
                .flatMap(control -> sampleArm(row, "t")
                        .flatMap(treatment -> RelativeDifference.of(control, treatment, row.number("n_star"))))
                .flatMap(contrast -> AsymptoticSequence.twoSided(contrast, alpha))
                .map(two -> {
                    double size = 1e-12 * Math.max(1, row.number("cond"));
                    Output.Tolerance whole = absolute(size * (Math.abs(two.estimate()) + two.halfWidth()));
                    return List.of(
                            number("relative", two.estimate(), whole),
                            number("se", two.standardError(), whole),
                            number("half_width", two.halfWidth(), whole),
                            number("lower", two.lower(), whole),
                            number("upper", two.upper(), whole),
                            number("ln_e", two.logE(), logarithmic(10 * size)),
                            number(
                                    "p",
                                    two.p(),
                                    p -> p == 0 ? 1e-300 : 10 * size * Math.max(1, Math.abs(two.logE())) * p));
                });
    }

    private static Answer<ArmSummary> sampleArm(Row row, String arm) {
        long n = row.count("n_" + arm);
        return row.word("kind", "proportion", "mean").equals("proportion")
                ? ArmSummary.ofProportion(row.count("sum_" + arm), n)
                : ArmSummary.ofSums(n, row.number("sum_" + arm), row.number("sum_squares_" + arm));
    }

    private static ArmSummary arm(Row row, String arm) {
        return new ArmSummary(row.count("n_" + arm), row.number("mean_" + arm), row.number("var_" + arm));
    }

    private static List<ArmSummary> arms(Row row, String arm) {
        List<Long> n = row.counts("n_" + arm);
        List<Double> means = row.numbers("mean_" + arm);
        List<Double> variances = row.numbers("var_" + arm);
        return IntStream.range(0, n.size())
                .mapToObj(k -> new ArmSummary(n.get(k), means.get(k), variances.get(k)))
                .toList();
    }
}
