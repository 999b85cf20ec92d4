package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.ExperimentState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every running experiment now and then, whether or not a person does: latency thresholds are frozen when the data
 * allow it and not when somebody comes, shortages are noticed when they begin.
 */
final class RegularLook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegularLook.class);
    private static final long SECONDS = 5;

    private final ResultsFeed feed;
    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("regular-look").factory());

    RegularLook(ResultsFeed feed) {
        this.feed = feed;
    }

    void start() {
        clock.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        for (Experiment experiment : feed.definitions().all()) {
            if (experiment.state() == ExperimentState.RUNNING) {
                look(experiment);
            }
        }
    }

    /** An experiment that cannot be looked at must not keep the others from it. */
    private void look(Experiment experiment) {
        try {
            Results.Look look = feed.look(experiment);
            String snapshot = feed.snapshot(look);
            if (!snapshot.equals(seen.put(experiment.id(), snapshot))) {
                feed.results().verdict(look);
            }
        } catch (RuntimeException e) {
            LOG.error("Could not look at {}", experiment.id(), e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
