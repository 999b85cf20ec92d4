package io.meshtrial.statistics.conformance;

import static io.meshtrial.statistics.conformance.Output.absolute;
import static io.meshtrial.statistics.conformance.Output.none;
import static io.meshtrial.statistics.conformance.Output.number;
import static io.meshtrial.statistics.conformance.Output.relative;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.users.UserComparison;
import io.meshtrial.statistics.users.UserMoments;
import io.meshtrial.statistics.users.UserRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Section (e): ratios over users. */
final class UserVectors {

    private static final String OUTPUTS = "r_c,var_c,r_t,var_t,diff,se,relative,relative_se";

    private UserVectors() {}

    static List<VectorFunction> all() {
        return List.of(
                VectorFunction.of("delta_users", "s_c,n_c,s_t,n_t," + OUTPUTS, UserVectors::users),
                VectorFunction.of(
                        "delta_moments",
                        "k_c,sum_s_c,sum_n_c,sum_s2_c,sum_n2_c,sum_sn_c,k_t,sum_s_t,sum_n_t,sum_s2_t,sum_n2_t,sum_sn_t,"
                                + "cond," + OUTPUTS,
                        UserVectors::moments));
    }

    private static Answer<List<Output>> users(Row row) {
        return ofUsers(row, "c")
                .flatMap(control -> ofUsers(row, "t")
                        .flatMap(treatment -> UserComparison.of(control, treatment)
                                .map(both -> {
                                    double control3 = largestTerm(row, "c", control.ratio());
                                    double treatment3 = largestTerm(row, "t", treatment.ratio());
                                    return outputs(
                                            both,
                                            absolute(1e-11 * control3),
                                            absolute(1e-11 * treatment3),
                                            relative(1e-11),
                                            relative(1e-11));
                                })));
    }

    private static Answer<List<Output>> moments(Row row) {
        double size = 1e-12 + 1e-15 * row.number("cond");
        return ofMoments(row, "c")
                .flatMap(control -> ofMoments(row, "t")
                        .flatMap(treatment -> UserComparison.of(control, treatment)
                                .map(both -> outputs(
                                        both, relative(size), relative(size), relative(size), relative(1e-12)))));
    }

    private static List<Output> outputs(
            UserComparison both,
            Output.Tolerance controlVariance,
            Output.Tolerance treatmentVariance,
            Output.Tolerance errors,
            Output.Tolerance ratios) {
        List<Output> outputs = new ArrayList<>();
        outputs.add(number("r_c", both.control().ratio(), ratios));
        outputs.add(number("var_c", both.control().variance(), controlVariance));
        outputs.add(number("r_t", both.treatment().ratio(), ratios));
        outputs.add(number("var_t", both.treatment().variance(), treatmentVariance));
        outputs.add(number("diff", both.difference(), ratios));
        outputs.add(number("se", both.standardError(), errors));
        outputs.add(optional("relative", both.relative(), ratios));
        outputs.add(optional("relative_se", both.relativeStandardError(), errors));
        return outputs;
    }

    private static Output optional(String column, OptionalDouble value, Output.Tolerance tolerance) {
        return value.isPresent() ? number(column, value.getAsDouble(), tolerance) : none(column);
    }

    private static Answer<UserRatio> ofUsers(Row row, String arm) {
        return UserRatio.of(array(row, "s_" + arm), array(row, "n_" + arm));
    }

    private static Answer<UserRatio> ofMoments(Row row, String arm) {
        return new UserMoments(
                        row.count("k_" + arm),
                        row.number("sum_s_" + arm),
                        row.number("sum_n_" + arm),
                        row.number("sum_s2_" + arm),
                        row.number("sum_n2_" + arm),
                        row.number("sum_sn_" + arm))
                .ratio();
    }

    /** The largest of the three terms whose sum is the variance: what the oracle's tolerance is relative to. */
    private static double largestTerm(Row row, String arm, double ratio) {
        double[] s = array(row, "s_" + arm);
        double[] n = array(row, "n_" + arm);
        double meanS = mean(s);
        double meanN = mean(n);
        double ss = 0;
        double sn = 0;
        double nn = 0;
        for (int i = 0; i < s.length; i++) {
            ss += (s[i] - meanS) * (s[i] - meanS);
            sn += (s[i] - meanS) * (n[i] - meanN);
            nn += (n[i] - meanN) * (n[i] - meanN);
        }
        double scale = (s.length - 1.0) * s.length * meanN * meanN;
        return Math.max(ss, Math.max(2 * Math.abs(ratio * sn), ratio * ratio * nn)) / scale;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double[] array(Row row, String column) {
        return row.numbers(column).stream().mapToDouble(Double::doubleValue).toArray();
    }
}
