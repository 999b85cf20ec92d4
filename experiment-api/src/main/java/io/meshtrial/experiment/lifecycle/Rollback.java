package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.audit.HistorySpool;
import io.meshtrial.experiment.definition.Move;
import io.meshtrial.experiment.mesh.MeshRollback;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.experiment.rest.StoreOutage;
import io.meshtrial.experiment.rest.TraceId;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Rolls back through the store where it answers, and without it where it does not: then the routes are taken out at once
 * and the mesh keeps the mark until the store can adopt it.
 */
@Component
class Rollback {

    sealed interface Result {
        record Stored(Lifecycle.Done done) implements Result {}

        record WithoutStore(RolledBack view) implements Result {}
    }

    private static final Logger log = LoggerFactory.getLogger(Rollback.class);
    private static final Duration STORE_PATIENCE = Duration.ofMillis(1_500);

    private final MeshRollback mesh;
    private final HistorySpool spool;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Rollback(MeshRollback mesh, HistorySpool spool, Clock clock) {
        this.mesh = mesh;
        this.spool = spool;
        this.clock = clock;
    }

    /** @param throughStore the ordinary way; it may go on by itself after the patience is over, to no harm */
    Result roll(String id, Supplier<Lifecycle.Done> throughStore, MoveRequest said, Actor actor, boolean dryRun)
            throws InterruptedException {
        String trace = TraceId.currentOrFresh();
        Future<Lifecycle.Done> ordinary = threads.submit(() -> {
            try (TraceId.Carried _ = TraceId.carry(trace)) {
                return throughStore.get();
            }
        });
        try {
            return new Result.Stored(ordinary.get(STORE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            log.warn("the store does not answer in time; {} is rolled back without it", id);
            return new Result.WithoutStore(withoutStore(id, said, actor, dryRun));
        } catch (ExecutionException failed) {
            return switch (failed.getCause()) {
                case ProblemException refused when refused.type() != ProblemType.STORE_UNAVAILABLE -> throw refused;
                case RuntimeException away
                when isStoreAway(away) -> {
                    log.warn("{} is rolled back without the store: {}", id, StoreOutage.cause(away));
                    yield new Result.WithoutStore(withoutStore(id, said, actor, dryRun));
                }
                case RuntimeException other -> throw other;
                case null, default -> throw new IllegalStateException(failed.getCause());
            };
        }
    }

    private static boolean isStoreAway(RuntimeException failure) {
        return failure instanceof ProblemException
                || failure instanceof TransactionException
                || (failure instanceof DataAccessException && !(failure instanceof DataIntegrityViolationException));
    }

    private RolledBack withoutStore(String id, MoveRequest said, Actor actor, boolean dryRun)
            throws InterruptedException {
        if (dryRun) {
            throw new ProblemException(ProblemType.STORE_UNAVAILABLE, "The store does not answer; nothing was tried.");
        }
        MeshRollback.Removed removed =
                mesh.remove(id, namespace -> actor.require(namespace, Role.EDITOR, Role.APPROVER));
        if (removed.objects().isEmpty()) {
            throw new ProblemException(
                    ProblemType.STORE_UNAVAILABLE,
                    "The store does not answer, and no route of " + id + " stands in the mesh.");
        }
        // The spool goes with its pod; the log goes where logs are kept.
        log.warn(
                "{} r{} was rolled back without the store by {}: {}",
                id,
                removed.revision(),
                actor.name(),
                said.reason() == null ? "no reason given" : said.reason());
        spool.append(new HistorySpool.Spooled(id, actor.name(), Move.ROLLBACK.word(), said.reason(), clock.instant()));
        return new RolledBack(id, removed.revision(), removed.objects());
    }
}
