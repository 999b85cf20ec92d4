package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.definition.ConcurrentChange;
import io.meshtrial.experiment.definition.DriftStatus;
import io.meshtrial.experiment.definition.ExperimentStatus;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.OwnedRouteChange;
import io.meshtrial.experiment.definition.StatusCondition;
import io.meshtrial.experiment.definition.StatusCondition.Status;
import io.meshtrial.experiment.definition.StatusStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What follows from a foreign edit: it is shown with its diff and its author and merged around; where it changes the base
 * routes, the experiment waits for someone to accept it. Our routes are put back, twice at most.
 */
@Component
class DriftResponse {

    private static final Logger log = LoggerFactory.getLogger(DriftResponse.class);

    private final ExperimentStore store;
    private final StatusStore statuses;
    private final PublishedSpecs published;
    private final Publications publications;
    private final MeshPublisher publisher;
    private final PutBacks putBacks;
    private final History history;
    private final Clock clock;
    private final MeterRegistry metrics;

    DriftResponse(
            ExperimentStore store,
            StatusStore statuses,
            PublishedSpecs published,
            Publications publications,
            MeshPublisher publisher,
            PutBacks putBacks,
            History history,
            Clock clock,
            MeterRegistry metrics) {
        this.store = store;
        this.statuses = statuses;
        this.published = published;
        this.publications = publications;
        this.publisher = publisher;
        this.putBacks = putBacks;
        this.history = history;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** While somebody is awaited, the same sight is told once. */
    boolean isTold(ExperimentStatus status, ForeignEdit edit) {
        DriftStatus drift = status.drift();
        return isContested(status)
                && drift != null
                && drift.hash().equals(hash(edit))
                && drift.owned().equals(edit.owned());
    }

    private static boolean isContested(ExperimentStatus status) {
        return status.drift() != null
                && status.condition("Contested")
                        .filter(condition -> condition.status() == Status.TRUE)
                        .isPresent();
    }

    private static String hash(ForeignEdit edit) {
        return Integer.toHexString(edit.base().hashCode());
    }

    /** @param before what was published and told so far */
    void answer(StoredExperiment stored, PublishedSpec before, ForeignEdit edit) {
        String who = edit.fieldManager() == null ? "someone else" : edit.fieldManager();
        Instant now = clock.instant();
        PublishMetrics.drift(metrics, stored.id()).increment();
        boolean contested =
                edit.ownedChanged() && (isContested(stored.status()) || putBacks.isContested(stored.id(), who, now));
        String message = edit.object().title() + " was changed by " + who
                + (edit.baseChanged() ? "; the base routes are not what they were" : "")
                + (edit.ownedChanged() ? "; routes of the experiment: " + OwnedChanges.text(edit.owned()) : "") + ".";
        log.warn("{}: {}", stored.id(), message);
        statuses.update(
                stored.id(),
                status -> status.withDrift(new DriftStatus(
                                edit.object().title(),
                                edit.fieldManager(),
                                now,
                                edit.baseChanged()
                                        || (status.drift() != null
                                                && status.drift().baseChanged()),
                                edit.ownedChanged(),
                                edit.owned(),
                                edit.diff(),
                                hash(edit)))
                        .withCondition(new StatusCondition("InSync", Status.FALSE, "ForeignEdit", message, now))
                        .withCondition(new StatusCondition(
                                "Contested",
                                contested ? Status.TRUE : Status.FALSE,
                                contested ? "PutBackTwice" : "Quiet",
                                contested
                                        ? who
                                                + " reverts the routes again and again; nothing is written until you intervene."
                                        : "Nobody reverts the routes repeatedly.",
                                now)));
        history.append(
                stored.id(),
                who,
                edit.ownedChanged() && !contested ? PutBacks.ACTION : "drift",
                stored.experiment().revision(),
                message,
                edit.diff());
        if (edit.baseChanged()) {
            disputed(stored.id(), edit.since(now));
        }
        // The base is told; the experiment's own routes stay what they are to be again.
        published.save(stored.id(), before.over(edit.base()));
        if (!contested) {
            publications.ask(stored.id(), stored.experiment().revision(), now);
            publisher.wake(stored.id());
        }
    }

    /**
     * The object itself was deleted. Nothing can be put back before somebody makes it again; from then on it is an edit like
     * another, which waits to be accepted. Told once.
     *
     * @param before what was published and told so far
     */
    void gone(StoredExperiment stored, PublishedSpec before) {
        DriftStatus told = stored.status().drift();
        if (told != null && told.saysGone()) {
            return;
        }
        Instant now = clock.instant();
        PublishMetrics.drift(metrics, stored.id()).increment();
        String object = Kind.VIRTUAL_SERVICE.title() + " " + stored.spec().namespace() + "/"
                + stored.spec().virtualService();
        String message = object + " was deleted; no route of the experiment stands, nor what it was put before.";
        log.warn("{}: {}", stored.id(), message);
        List<OwnedRouteChange> owned = before.routes().stream()
                .map(route -> new OwnedRouteChange(OwnedRouteChange.Kind.DELETED, route.name()))
                .toList();
        String diff = String.join("\n", OwnedChanges.lines(owned));
        statuses.update(
                stored.id(),
                status -> status.withDrift(DriftStatus.gone(object, now, owned, diff))
                        .withCondition(new StatusCondition("InSync", Status.FALSE, "ObjectGone", message, now)));
        history.append(stored.id(), "someone else", "drift", stored.experiment().revision(), message, diff);
        disputed(stored.id(), now);
    }

    private void disputed(String id, Instant edit) {
        for (int attempt = 0; attempt < 5; attempt++) {
            try {
                store.find(id)
                        .filter(stored -> stored.experiment().accepted())
                        .ifPresent(stored -> store.update(stored.experiment().disputedFrom(edit)));
                return;
            } catch (ConcurrentChange another) {
                log.debug("{} was changed meanwhile", id);
            }
        }
    }
}
