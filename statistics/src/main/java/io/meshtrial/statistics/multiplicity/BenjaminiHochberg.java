package io.meshtrial.statistics.multiplicity;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Adjusted p-values that control the false discovery rate (Benjamini and Hochberg, JRSS B 57(1), 1995, section 3.1). */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * min over the larger ones of p·m/rank, at most 1, in the order of the inputs.
     *
     * @param p each between 0 and 1
     * @return undefined for {@link Reason#P_OUTSIDE}
     */
    public static Answer<List<Double>> adjust(double... p) {
        if (DoubleStream.of(p).anyMatch(value -> !(value >= 0 && value <= 1))) {
            return Answer.undefined(Reason.P_OUTSIDE);
        }
        List<Integer> rising = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] adjusted = new double[p.length];
        double smallest = 1;
        for (int rank = p.length; rank >= 1; rank--) {
            int index = rising.get(rank - 1);
            smallest = Math.min(smallest, p[index] * p.length / rank);
            adjusted[index] = smallest;
        }
        return Answer.of(DoubleStream.of(adjusted).boxed().collect(Collectors.toUnmodifiableList()));
    }
}
