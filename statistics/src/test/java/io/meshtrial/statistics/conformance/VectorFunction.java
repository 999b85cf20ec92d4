package io.meshtrial.statistics.conformance;

import io.meshtrial.statistics.Answer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One function of the module as the vectors see it.
 *
 * @param name the file's name without its ending
 * @param columns the columns of its file, in any order
 * @param compute from a row's inputs to outputs, or to the reason for refusing
 */
record VectorFunction(String name, List<String> columns, Function<Row, Answer<List<Output>>> compute) {

    static VectorFunction of(String name, String columns, Function<Row, Answer<List<Output>>> compute) {
        return new VectorFunction(
                name, Stream.of(("id," + columns + ",status").split(",", -1)).toList(), compute);
    }

    /** Every function that vectors exist for. */
    static List<VectorFunction> all() {
        return Stream.of(
                        MeanVectors.all(),
                        ProportionVectors.all(),
                        RateVectors.all(),
                        QuantileVectors.all(),
                        SampleRatioVectors.all(),
                        UserVectors.all(),
                        PlanningVectors.all(),
                        MultiplicityVectors.all())
                .flatMap(List::stream)
                .toList();
    }

    boolean fits(List<String> header) {
        return header.containsAll(columns);
    }
}
