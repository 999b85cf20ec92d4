package io.meshtrial.routing.compile;

import java.util.Comparator;

/** Which of several experiments on one host is asked first: by declared priority, then the oldest. */
final class Precedence {

    static final Comparator<ExperimentRouting> ORDER = Comparator.comparingInt(ExperimentRouting::priority)
            .reversed()
            .thenComparing(ExperimentRouting::createdAt)
            .thenComparing(ExperimentRouting::id);

    private Precedence() {}
}
