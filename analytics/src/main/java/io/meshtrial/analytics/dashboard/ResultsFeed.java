package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.ingest.ConsumerLag;
import io.meshtrial.analytics.ingest.Definitions;
import io.meshtrial.analytics.ingest.KafkaPresence;
import io.meshtrial.analytics.ingest.accesslog.ReceptionMonitor;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.TallyBoard;
import io.meshtrial.analytics.tally.TopicCounts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Looks at the present: definitions, tallies and time brought together for an answer. */
final class ResultsFeed {

    private static final ResultsAnswer.View WHOLE = new ResultsAnswer.View(null, null, null, false);

    private final Definitions definitions;
    private final TallyBoard board;
    private final KafkaPresence kafka;
    private final ConsumerLag lag;
    private final BooleanSupplier caughtUp;
    private final FrozenPlans plans;
    private final Clock clock;
    private final ObjectProvider<ReceptionMonitor> receptions;
    private final Results results;

    /**
     * @param caughtUp whether all that was counted and frozen before has been read
     * @param receptions has none where no access log is received
     */
    ResultsFeed(
            Definitions definitions,
            TallyBoard board,
            FrozenPlans plans,
            KafkaPresence kafka,
            ConsumerLag lag,
            BooleanSupplier caughtUp,
            Clock clock,
            ObjectProvider<ReceptionMonitor> receptions) {
        this.definitions = definitions;
        this.board = board;
        this.results = new Results(plans);
        this.kafka = kafka;
        this.lag = lag;
        this.caughtUp = caughtUp;
        this.plans = plans;
        this.clock = clock;
        this.receptions = receptions;
    }

    Definitions definitions() {
        return definitions;
    }

    TopicCounts topic() {
        return board.counts();
    }

    boolean isKafkaUp() {
        return kafka.isUp();
    }

    /** Events that no instance has tallied yet; null while the broker has not said. */
    @Nullable
    Long waiting() {
        long records = lag.reading().records();
        return records < 0 ? null : records;
    }

    Results results() {
        return results;
    }

    Optional<Results.Look> look(String id) {
        return definitions.find(id).map(this::look);
    }

    /** Tallies of the same service's other experiments, from the same source. */
    List<ExperimentTallies> talliesOfSiblings(Experiment experiment) {
        return definitions.all().stream()
                .filter(other -> !other.id().equals(experiment.id())
                        && other.namespace().equals(experiment.namespace())
                        && other.service().equals(experiment.service())
                        && !other.service().isEmpty())
                .map(other -> board.of(other.id(), experiment.eventSource()))
                .toList();
    }

    Results.Look look(Experiment experiment) {
        Instant now = clock.instant();
        ReceptionMonitor monitor = receptions.getIfAvailable();
        return new Results.Look(
                experiment,
                board.of(experiment.id(), experiment.eventSource()),
                board.of(experiment.id(), EventSource.ACCESS_LOG),
                board.counts(),
                kafka.isUp(),
                waiting(),
                !caughtUp.getAsBoolean(),
                now,
                monitor == null ? null : monitor.now());
    }

    Optional<ResultsAnswer> answer(String id, ResultsAnswer.@Nullable View view) {
        return look(id).map(look -> results.answer(look, view == null ? WHOLE : view, snapshot(look), false));
    }

    /** Names a state: the same name means that nothing has changed but the time and, within one power of two, what waits. */
    String snapshot(Results.Look look) {
        return Long.toHexString(definitions.version()) + "-"
                + Long.toHexString(look.tallies().version()) + "-"
                + Long.toHexString(look.gateway().version()) + "-"
                + Long.toHexString(plans.version()) + (look.reading() ? "r-" : "-")
                + (look.waiting() == null ? "u" : Long.SIZE - Long.numberOfLeadingZeros(look.waiting())) + "-"
                + Integer.toHexString(look.experiment().hashCode());
    }
}
