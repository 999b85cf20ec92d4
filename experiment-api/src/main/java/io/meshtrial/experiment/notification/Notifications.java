package io.meshtrial.experiment.notification;

import io.meshtrial.experiment.definition.Documents;
import io.meshtrial.experiment.definition.ExperimentChanged;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.definition.VerdictStatus;
import io.meshtrial.experiment.notification.NotificationOutbox.Told;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices changes of state and verdict and puts them into the outbox, in the transaction that makes the change. What was
 * told last is stored, so a change that was missed is found at the next look.
 */
@Component
class Notifications {

    private final NotificationProperties properties;
    private final NotificationOutbox outbox;
    private final NotificationSender sender;
    private final ExperimentStore store;
    private final Documents documents;
    private final TransactionTemplate transaction;
    private final RandomGenerator random;
    private final Clock clock;

    Notifications(
            NotificationProperties properties,
            NotificationOutbox outbox,
            NotificationSender sender,
            ExperimentStore store,
            Documents documents,
            TransactionTemplate transaction,
            RandomGenerator random,
            Clock clock) {
        this.properties = properties;
        this.outbox = outbox;
        this.sender = sender;
        this.store = store;
        this.documents = documents;
        this.transaction = transaction;
        this.random = random;
        this.clock = clock;
    }

    @EventListener
    void changed(ExperimentChanged change) {
        if (!properties.webhooks().isEmpty()) {
            transaction.executeWithoutResult(status -> {
                boolean looked = false;
                while (!looked) {
                    looked = look(change.experiment());
                }
            });
        }
    }

    /** What changed while nobody looked. */
    @EventListener(ApplicationReadyEvent.class)
    void catchUp() {
        store.routed().forEach(stored -> changed(ExperimentChanged.here(stored.id())));
    }

    /**
     * What was told is read before what is: read the other way round, somebody's newer news would be taken back.
     *
     * @return false where another thread told something in between
     */
    private boolean look(String experiment) {
        Optional<Told> before = outbox.told(experiment);
        Optional<StoredExperiment> found = store.find(experiment);
        if (found.isEmpty()) {
            return true;
        }
        StoredExperiment stored = found.get();
        Told now = new Told(stored.state().word(), verdict(stored.status().verdict()));
        if (before.isEmpty()) {
            outbox.first(experiment, now);
            tell(stored, NotificationEvent.STATE_CHANGED, null, now.state());
            return true;
        }
        Told told = before.get();
        if (told.equals(now)) {
            return true;
        }
        if (!outbox.replace(experiment, told, now)) {
            return false;
        }
        if (!told.state().equals(now.state())) {
            tell(stored, NotificationEvent.STATE_CHANGED, told.state(), now.state());
        }
        if (!told.verdict().equals(now.verdict())) {
            tell(stored, NotificationEvent.VERDICT_CHANGED, told.verdict(), now.verdict());
        }
        return true;
    }

    private static String verdict(@Nullable VerdictStatus verdict) {
        if (verdict == null) {
            return "";
        }
        return verdict.reason() == null ? verdict.word() : verdict.word() + " " + verdict.reason();
    }

    private void tell(StoredExperiment stored, String type, @Nullable String before, String after) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String id = "msg_" + HexFormat.of().formatHex(bytes);
        Instant now = clock.instant();
        String body = documents.write(NotificationEvent.of(stored, type, before, after, id, now));
        properties.webhooks().forEach(webhook -> outbox.add(webhook.name(), id, body, now));
        sender.wake();
    }
}
