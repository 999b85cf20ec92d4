package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.access.Visitor;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.dashboard.answer.HealthAnswer.Freshness;
import io.meshtrial.analytics.dashboard.answer.ShareAnswer;
import io.meshtrial.analytics.dashboard.answer.VerdictAnswer;
import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.tally.TopicCounts;
import io.meshtrial.analytics.verdict.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line for each experiment, as the list of experiments shows them. */
final class ResultsList {

    private final ResultsFeed feed;
    private final Clock clock;

    ResultsList(ResultsFeed feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    /** All experiments, and how the stream is. */
    record Answer(List<Item> items, Stream stream) {}

    /** One experiment; {@code arms} are those of its newest random stratum. */
    record Item(
            String experiment,
            ExperimentState state,
            VerdictAnswer.Word word,
            Verdict.@Nullable Reason reason,
            String sentence,
            int revision,
            RandomisationUnit unit,
            long units,
            @Nullable Instant lastEventAt,
            boolean randomised,
            List<Arm> arms) {}

    /** Share of one treatment. */
    record Arm(String variant, double target, @Nullable Double observed) {}

    /** Health of the topic of events as a whole. */
    record Stream(
            Freshness.State state, String kafka, @Nullable Long waiting, long poison, long lost, long duplicates) {}

    Answer answer(Visitor visitor) {
        List<Item> items = feed.definitions().all().stream()
                .filter(experiment -> visitor.mayRead(experiment.namespace()))
                .map(experiment -> item(feed.look(experiment)))
                .toList();
        return new Answer(items, stream());
    }

    private Item item(Results.Look look) {
        VerdictAnswer verdict = feed.results().verdict(look);
        Traffic traffic = feed.results().traffic(look, Window.ALL);
        ShareAnswer share = new ShareView(look.experiment(), traffic).answer();
        List<ShareAnswer.ByRevision> random = share.revisions().stream()
                .filter(ShareAnswer.ByRevision::randomised)
                .toList();
        return new Item(
                look.experiment().id(),
                look.experiment().state(),
                verdict.word(),
                verdict.reason(),
                verdict.sentence(),
                look.experiment().currentRevision().map(r -> r.number()).orElse(0),
                look.experiment().unit(),
                traffic.units(look.experiment().unit()),
                feed.results().lastEventAt(look),
                !random.isEmpty(),
                random.isEmpty()
                        ? List.of()
                        : random.getFirst().arms().stream()
                                .map(arm -> new Arm(arm.variant(), arm.target(), arm.observed()))
                                .toList());
    }

    private Stream stream() {
        TopicCounts topic = feed.topic();
        long newest = topic.seen().newestStartMillis();
        Freshness freshness = Freshness.of(
                newest == 0 ? null : Instant.ofEpochMilli(newest),
                null,
                feed.isKafkaUp(),
                feed.waiting(),
                clock.instant());
        return new Stream(
                freshness.state(),
                freshness.kafka(),
                freshness.waiting(),
                topic.seen().poison(),
                topic.lost(),
                topic.seen().duplicates());
    }
}
