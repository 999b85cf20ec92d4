package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.ingest.Definitions;
import io.meshtrial.analytics.ingest.KafkaPresence;
import io.meshtrial.analytics.ingest.accesslog.ReceptionMonitor;
import io.meshtrial.analytics.tally.TallyBoard;
import io.meshtrial.analytics.tally.TopicCounts;
import java.time.Clock;
import java.time.Instant;
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
            BooleanSupplier caughtUp,
            Clock clock,
            ObjectProvider<ReceptionMonitor> receptions) {
        this.definitions = definitions;
        this.board = board;
        this.results = new Results(plans);
        this.kafka = kafka;
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

    Results results() {
        return results;
    }

    Optional<Results.Look> look(String id) {
        return definitions.find(id).map(this::look);
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
                !caughtUp.getAsBoolean(),
                now,
                monitor == null ? null : monitor.now());
    }

    Optional<ResultsAnswer> answer(String id, ResultsAnswer.@Nullable View view) {
        return look(id).map(look -> results.answer(look, view == null ? WHOLE : view, snapshot(look), false));
    }

    /** Names a state: the same name means that nothing but the time has changed. */
    String snapshot(Results.Look look) {
        return Long.toHexString(definitions.version()) + "-"
                + Long.toHexString(look.tallies().version()) + "-"
                + Long.toHexString(look.gateway().version()) + "-"
                + Long.toHexString(plans.version()) + (look.reading() ? "r-" : "-")
                + Integer.toHexString(look.experiment().hashCode());
    }
}
