package io.meshtrial.statistics.conformance;

import static io.meshtrial.statistics.conformance.Output.absolute;
import static io.meshtrial.statistics.conformance.Output.number;
import static io.meshtrial.statistics.conformance.Output.relative;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.proportion.NewcombeDifference;
import io.meshtrial.statistics.proportion.WatchedRate;
import io.meshtrial.statistics.proportion.WilsonInterval;
import java.util.List;

/** Sections (b)1 to (b)3: proportions. */
final class ProportionVectors {

    private ProportionVectors() {}

    static List<VectorFunction> all() {
        return List.of(
                VectorFunction.of("wilson", "x,n,alpha,lower,upper", ProportionVectors::wilson),
                VectorFunction.of("newcombe", "x_t,n_t,x_c,n_c,alpha,diff,lower,upper", ProportionVectors::newcombe),
                VectorFunction.of("beta_binomial_bounds", "s,n,a,b,alpha,lower,upper", ProportionVectors::watchedRate));
    }

    private static Answer<List<Output>> wilson(Row row) {
        Output.Tolerance tolerance = expected -> Math.max(1e-15, 1e-10 * expected);
        return WilsonInterval.of(row.count("x"), row.count("n"), row.number("alpha"))
                .map(interval -> List.of(
                        number("lower", interval.lower(), tolerance), number("upper", interval.upper(), tolerance)));
    }

    private static Answer<List<Output>> newcombe(Row row) {
        return NewcombeDifference.of(
                        row.count("x_t"), row.count("n_t"), row.count("x_c"), row.count("n_c"), row.number("alpha"))
                .map(interval -> {
                    Output.Tolerance tolerance =
                            absolute(1e-8 * (Math.abs(interval.difference()) + interval.upper() - interval.lower()));
                    return List.of(
                            number("diff", interval.difference(), tolerance),
                            number("lower", interval.lower(), tolerance),
                            number("upper", interval.upper(), tolerance));
                });
    }

    private static Answer<List<Output>> watchedRate(Row row) {
        return WatchedRate.of(row.count("s"), row.count("n"), row.number("a"), row.number("b"), row.number("alpha"))
                .map(rate -> List.of(
                        number("lower", rate.lower(), relative(1e-10)),
                        number("upper", rate.upper(), relative(1e-10))));
    }
}
