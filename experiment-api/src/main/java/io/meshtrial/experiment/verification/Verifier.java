package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.verification.check.Check;
import io.meshtrial.experiment.verification.check.Checked;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.Subject;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at one experiment through every witness asked for, side by side, each on a thread of its own. */
@Component
class Verifier {

    private static final Logger log = LoggerFactory.getLogger(Verifier.class);

    private final Map<Row, Check> checks = new EnumMap<>(Row.class);
    private final VerificationProperties properties;
    private final Clock clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("check-", 0).factory());

    Verifier(List<Check> checks, VerificationProperties properties, Clock clock) {
        checks.forEach(check -> this.checks.put(check.row(), check));
        this.properties = properties;
        this.clock = clock;
    }

    /** One entry per row, whatever its witness does. */
    List<Checked> look(StoredExperiment stored, Set<Row> rows) throws InterruptedException {
        Instant now = clock.instant();
        Subject subject = new Subject(stored, now);
        Map<Check, Future<Checked>> running = new LinkedHashMap<>();
        for (Check check : checks.values()) {
            if (rows.contains(check.row())) {
                running.put(check, threads.submit(() -> look(check, subject)));
            }
        }
        long deadline = System.nanoTime() + properties.patience().toNanos();
        List<Checked> looked = new ArrayList<>();
        try {
            for (Map.Entry<Check, Future<Checked>> one : running.entrySet()) {
                looked.add(result(one.getKey(), one.getValue(), subject, deadline));
            }
        } finally {
            running.values().forEach(future -> future.cancel(true));
        }
        return looked;
    }

    private Checked result(Check check, Future<Checked> future, Subject subject, long deadline)
            throws InterruptedException {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            return checked(
                    check,
                    subject,
                    Outcome.unknown(
                            Reason.NO_ANSWER,
                            "Given up after " + properties.patience().toSeconds() + " s."));
        } catch (ExecutionException failed) {
            return checked(check, subject, failed(check, subject, failed));
        }
    }

    private Checked look(Check check, Subject subject) throws InterruptedException {
        try {
            return checked(check, subject, check.check(subject));
        } catch (RuntimeException failed) {
            return checked(check, subject, failed(check, subject, failed));
        }
    }

    private Checked checked(Check check, Subject subject, Outcome outcome) {
        long took = Duration.between(subject.now(), clock.instant()).toMillis();
        return new Checked(check.row(), subject.revision(), subject.now(), took, outcome);
    }

    /**
     * The store or the Kubernetes API may be away: that is no pass and no reason to fail. Messages of the store's driver hold
     * whole statements, so they are for those who ask for them.
     */
    private static Outcome failed(Check check, Subject subject, Throwable failure) {
        String what = failure.getClass().getSimpleName();
        log.warn("{}: {} could not be checked: {}", subject.id(), check.row().id(), what);
        log.debug("{}: {} could not be checked", subject.id(), check.row().id(), failure);
        return Outcome.unknown(Reason.CHECK_FAILED, "The check could not be made; the log of experiment-api says why.");
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
