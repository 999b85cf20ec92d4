package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.verification.check.Checked;
import io.meshtrial.experiment.verification.check.Row;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs of the witnesses. They take place beside the API, a few experiments at a time, so that no witness can hold up a
 * request; who asks while the same rows of an experiment are being looked at joins that look.
 */
@Component
class Verifications {

    private static final Logger log = LoggerFactory.getLogger(Verifications.class);
    private static final int AT_A_TIME = 4;

    private record Job(String experiment, int revision, Set<Row> rows) {}

    private final Verifier verifier;
    private final VerificationStore store;
    private final Semaphore places = new Semaphore(AT_A_TIME, true);
    private final Map<Job, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("verification-", 0).factory());

    Verifications(Verifier verifier, VerificationStore store) {
        this.verifier = verifier;
        this.store = store;
    }

    boolean isRunning(String experiment) {
        return running.keySet().stream().anyMatch(job -> job.experiment().equals(experiment));
    }

    /** The look that was begun, or the one of the same rows that runs already; done when its result is kept. */
    CompletableFuture<Void> begin(StoredExperiment stored, Set<Row> rows, Trigger trigger, String actor) {
        Job job = new Job(stored.id(), stored.experiment().revision(), Set.copyOf(rows));
        CompletableFuture<Void> fresh = new CompletableFuture<>();
        CompletableFuture<Void> before = running.putIfAbsent(job, fresh);
        if (before != null) {
            return before;
        }
        threads.execute(() -> run(job, stored, trigger, actor, fresh));
        return fresh;
    }

    private void run(Job job, StoredExperiment stored, Trigger trigger, String actor, CompletableFuture<Void> done) {
        try {
            places.acquire();
            try {
                List<Checked> looked = verifier.look(stored, job.rows());
                if (!looked.isEmpty()) {
                    store.keep(
                            job.experiment(), job.revision(), looked.getFirst().at(), trigger, actor, looked);
                }
            } finally {
                places.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException notKept) {
            log.warn("{}: what the witnesses say could not be kept: {}", job.experiment(), notKept.toString());
        } finally {
            running.remove(job, done);
            done.complete(null);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
