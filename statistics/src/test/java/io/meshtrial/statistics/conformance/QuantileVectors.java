package io.meshtrial.statistics.conformance;

import static io.meshtrial.statistics.conformance.Output.EXACT;
import static io.meshtrial.statistics.conformance.Output.number;
import static io.meshtrial.statistics.conformance.Output.relative;
import static io.meshtrial.statistics.conformance.Output.word;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.histogram.CountedValues;
import io.meshtrial.statistics.histogram.EdgeHistogram;
import io.meshtrial.statistics.histogram.RankedSample;
import io.meshtrial.statistics.quantile.QuantileBoundary;
import io.meshtrial.statistics.quantile.QuantileComparison;
import io.meshtrial.statistics.quantile.QuantileRanks;
import java.util.List;

/** Section (c): quantiles. */
final class QuantileVectors {

    private QuantileVectors() {}

    static List<VectorFunction> all() {
        return List.of(
                VectorFunction.of(
                        "quantile_ranks",
                        "p,t,t_opt,alpha,rho_opt,r,s_lo,s_hi,rank_lower,rank_upper",
                        QuantileVectors::ranks),
                VectorFunction.of(
                        "quantile_two_arms",
                        "kind,edges_or_values,counts_t,counts_c,p,t_opt,alpha,lower_t,upper_t,lower_c,upper_c,diff_lower,"
                                + "diff_upper,ratio_lower,ratio_upper",
                        QuantileVectors::twoArms));
    }

    private static Answer<List<Output>> ranks(Row row) {
        return QuantileBoundary.of(row.number("p"), row.count("t"), row.count("t_opt"), row.number("alpha"))
                .map(boundary -> {
                    QuantileRanks ranks = boundary.ranks();
                    return List.of(
                            number("rho_opt", boundary.tunedVariance(), relative(1e-12)),
                            number("r", boundary.mixture(), relative(1e-12)),
                            number("s_lo", boundary.shortfall(), relative(1e-9)),
                            number("s_hi", boundary.surplus(), relative(1e-9)),
                            word("rank_lower", ranks.lower()),
                            word("rank_upper", ranks.upper()));
                });
    }

    private static Answer<List<Output>> twoArms(Row row) {
        return sample(row, "counts_t")
                .flatMap(treatment -> sample(row, "counts_c")
                        .flatMap(control -> QuantileComparison.of(
                                treatment, control, row.number("p"), row.count("t_opt"), row.number("alpha"))))
                .map(both -> List.of(
                        number("lower_t", both.treatment().lower(), EXACT),
                        number("upper_t", both.treatment().upper(), EXACT),
                        number("lower_c", both.control().lower(), EXACT),
                        number("upper_c", both.control().upper(), EXACT),
                        number("diff_lower", both.differenceLower(), relative(1e-14)),
                        number("diff_upper", both.differenceUpper(), relative(1e-14)),
                        number("ratio_lower", both.ratioLower(), relative(1e-14)),
                        number("ratio_upper", both.ratioUpper(), relative(1e-14))));
    }

    private static Answer<RankedSample> sample(Row row, String column) {
        double[] edges = row.numbers("edges_or_values").stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        long[] counts = row.counts(column).stream().mapToLong(Long::longValue).toArray();
        return row.word("kind", "histogram", "exact").equals("histogram")
                ? EdgeHistogram.of(edges, counts).map(sample -> sample)
                : CountedValues.of(edges, counts).map(sample -> sample);
    }
}
