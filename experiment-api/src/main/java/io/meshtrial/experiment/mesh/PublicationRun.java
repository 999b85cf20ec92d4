package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.DriftStatus;
import io.meshtrial.experiment.definition.ExperimentStatus;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.FindingStatus;
import io.meshtrial.experiment.definition.PublicationPoint.Point;
import io.meshtrial.experiment.definition.PublicationStatus;
import io.meshtrial.experiment.definition.StatusCondition;
import io.meshtrial.experiment.definition.StatusCondition.Status;
import io.meshtrial.experiment.definition.StatusStore;
import io.meshtrial.experiment.mesh.Publications.Publication;
import io.meshtrial.routing.object.MeshObject;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * One publication from its first point to its last. Every point is stored when it is reached, and every step is
 * idempotent: whatever was written before is found there and left.
 */
@Component
class PublicationRun {

    private static final Logger log = LoggerFactory.getLogger(PublicationRun.class);

    private final Publications publications;
    private final DestinationRun destinations;
    private final RouteWriter writer;
    private final RouteConfirmation confirmation;
    private final StatusStore statuses;
    private final ExperimentStore store;
    private final PublishedSpecs published;
    private final PublicationMemory memory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublicationRun(
            Publications publications,
            DestinationRun destinations,
            RouteWriter writer,
            RouteConfirmation confirmation,
            StatusStore statuses,
            ExperimentStore store,
            PublishedSpecs published,
            PublicationMemory memory,
            ApplicationEventPublisher events,
            Clock clock) {
        this.publications = publications;
        this.destinations = destinations;
        this.writer = writer;
        this.confirmation = confirmation;
        this.statuses = statuses;
        this.store = store;
        this.published = published;
        this.memory = memory;
        this.events = events;
        this.clock = clock;
    }

    /** @return the publication as it ended; still RUNNING where it has to be tried again later */
    Publication run(Publication asked) throws InterruptedException {
        DestinationRun.Written written = destinations.write(asked, this::reached);
        Publication publication = written.publication();
        return switch (written.outcome()) {
            case RouteWriter.Outcome.Later later -> later(publication, later);
            case RouteWriter.Outcome.Impossible impossible -> failed(publication, impossible);
            case RouteWriter.Outcome.RolledBack rolledBack -> rolledBack(publication);
            case RouteWriter.Outcome.Removed removed -> removed(publication);
            case RouteWriter.Outcome.Stands stands -> confirm(publication, stands, written.probe());
        };
    }

    private Publication confirm(Publication asked, RouteWriter.Outcome.Stands stands, Probe probe)
            throws InterruptedException {
        Publication publication = reached(asked, Point.ROUTES_WRITTEN);
        MeshObject object = stands.object();
        memory.remember(asked.experiment(), object);
        statuses.update(
                asked.experiment(),
                status -> status.withFindings(stands.compiled().findings().stream()
                                .map(finding -> FindingStatus.of(finding, null, false))
                                .toList())
                        .withCondition(condition(
                                "Published",
                                Status.TRUE,
                                "RoutesWritten",
                                "Revision " + asked.status().revision() + " stands in " + object.title() + ".")));
        Optional<Publication> confirmed = confirmation.confirm(publication, object, probe, this::reached);
        return confirmed.isPresent()
                ? removeProbe(confirmed.get())
                : publications.find(asked.operation()).orElse(publication);
    }

    private Publication removeProbe(Publication publication) throws InterruptedException {
        RouteWriter.Outcome outcome = writer.write(publication.experiment(), object -> Optional.empty());
        return switch (outcome) {
            case RouteWriter.Outcome.Stands stands -> {
                memory.remember(publication.experiment(), stands.object());
                yield record(reached(publication, Point.PROBE_REMOVED));
            }
            case RouteWriter.Outcome.Removed removed -> removed(publication);
            case RouteWriter.Outcome.RolledBack rolledBack -> rolledBack(publication);
            case RouteWriter.Outcome.Impossible impossible -> failed(publication, impossible);
            case RouteWriter.Outcome.Later later -> later(publication, later);
        };
    }

    private Publication removed(Publication asked) throws InterruptedException {
        Publication publication = reached(asked, Point.ROUTES_WRITTEN);
        published.forget(asked.experiment());
        statuses.update(
                asked.experiment(),
                status -> status.withCondition(condition(
                        "Published", Status.FALSE, "RoutesRemoved", "No route of the experiment stands in the mesh.")));
        Optional<RouteWriter.Outcome.Later> waits = destinations.finish(publication);
        return waits.isPresent() ? later(publication, waits.get()) : record(publication);
    }

    /** The status first: a kill before the last point is stored is taken up again, one after it has nothing to do. */
    private Publication record(Publication publication) {
        Publication recorded = publication.with(publication.status().reached(Point.RECORDED, clock.instant()));
        if (publications.isOpen(recorded.operation())) {
            statuses.update(recorded.experiment(), status -> settled(status, recorded));
            publications.save(recorded);
            events.publishEvent(new PublicationRecorded(recorded.experiment()));
            log.info(
                    "{} r{} is published ({})",
                    recorded.experiment(),
                    recorded.status().revision(),
                    effect(recorded.status().timeToEffectMillis()));
        }
        return recorded;
    }

    private static String effect(@Nullable Long millis) {
        return millis == null ? "no gateway confirmed it: time to effect unknown" : "in effect after " + millis + " ms";
    }

    /** A changed base stays in view until somebody accepts it; routes that were put back are done with. */
    private ExperimentStatus settled(ExperimentStatus status, Publication recorded) {
        ExperimentStatus next =
                status.withObserved(recorded.status().revision()).withPublication(recorded.status());
        DriftStatus drift = status.drift();
        return drift != null && drift.baseChanged()
                ? next
                : next.withDrift(null)
                        .withCondition(condition(
                                "InSync", Status.TRUE, "NoDrift", "The live routes are the ones that were published."));
    }

    /** @return the publication as it waits; as it ended where a newer operation has taken its place meanwhile */
    private Publication later(Publication publication, RouteWriter.Outcome.Later later) {
        if (!publications.isOpen(publication.operation())) {
            return publications.find(publication.operation()).orElse(publication);
        }
        if (!later.message().equals(publication.status().message())) {
            log.warn("{} cannot be published yet: {}", publication.experiment(), later.message());
        }
        Publication waiting = publication.with(publication.status().saying(later.message()));
        publications.save(waiting);
        statuses.update(waiting.experiment(), status -> newest(status, waiting));
        return waiting;
    }

    private Publication rolledBack(Publication publication) {
        return later(
                publication,
                new RouteWriter.Outcome.Later("It was rolled back while the store was away; that is adopted first."));
    }

    private Publication failed(Publication publication, RouteWriter.Outcome.Impossible impossible) {
        log.warn("{} is not published: {}", publication.experiment(), impossible.message());
        Publication failed =
                publication.with(publication.status().ended(PublicationStatus.State.FAILED, impossible.message()));
        publications.save(failed);
        statuses.update(
                publication.experiment(),
                status -> status.withPublication(failed.status())
                        .withFindings(impossible.findings().stream()
                                .map(finding -> FindingStatus.of(finding, null, false))
                                .toList())
                        .withCondition(
                                condition("Published", Status.FALSE, impossible.reason(), impossible.message())));
        return failed;
    }

    private Publication reached(Publication publication, Point point) {
        Publication next = publication.with(publication.status().reached(point, clock.instant()));
        publications.save(next);
        statuses.update(publication.experiment(), status -> newest(status, next));
        return next;
    }

    /** A newer operation's progress is not written over. */
    private ExperimentStatus newest(ExperimentStatus status, Publication next) {
        PublicationStatus shown = status.publication();
        boolean same = shown == null || shown.operation().equals(next.operation());
        boolean newer = store.find(next.experiment())
                .filter(stored ->
                        stored.experiment().revision() == next.status().revision())
                .isPresent();
        return same || newer ? status.withPublication(next.status()) : status;
    }

    private StatusCondition condition(String type, Status status, String reason, String message) {
        return new StatusCondition(type, status, reason, message, clock.instant());
    }
}
