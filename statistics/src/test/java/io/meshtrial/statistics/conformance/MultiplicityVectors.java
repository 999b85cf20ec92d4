package io.meshtrial.statistics.conformance;

import static io.meshtrial.statistics.conformance.Output.numbers;
import static io.meshtrial.statistics.conformance.Output.relative;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.multiplicity.BenjaminiHochberg;
import io.meshtrial.statistics.multiplicity.EBenjaminiHochberg;
import java.util.List;
import java.util.stream.Collectors;

/** Section (g): many metrics. */
final class MultiplicityVectors {

    private MultiplicityVectors() {}

    static List<VectorFunction> all() {
        return List.of(
                VectorFunction.of("benjamini_hochberg", "p,adjusted", MultiplicityVectors::adjust),
                VectorFunction.of("e_bh", "e,q,rejected", MultiplicityVectors::reject));
    }

    private static Answer<List<Output>> adjust(Row row) {
        return BenjaminiHochberg.adjust(array(row, "p"))
                .map(adjusted -> List.of(numbers("adjusted", adjusted, relative(1e-14))));
    }

    private static Answer<List<Output>> reject(Row row) {
        return EBenjaminiHochberg.reject(row.number("q"), array(row, "e"))
                .map(indices -> List.of(Output.word(
                        "rejected", indices.stream().map(String::valueOf).collect(Collectors.joining(";")))));
    }

    private static double[] array(Row row, String column) {
        return row.numbers(column).stream().mapToDouble(Double::doubleValue).toArray();
    }
}
