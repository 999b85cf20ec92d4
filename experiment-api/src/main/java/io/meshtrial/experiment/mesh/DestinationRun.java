package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.PublicationPoint;
import io.meshtrial.experiment.definition.PublicationPoint.Point;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.mesh.GatewayProber.Confirmation;
import io.meshtrial.experiment.mesh.Publications.Publication;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Destination first, confirmed, then routes; the other way round at the end. Where subsets had to be added, probes alone are
 * written to the VirtualService, and routes follow when every gateway has answered from each new destination.
 */
@Component
class DestinationRun {

    /**
     * @param publication with the points that were reached
     * @param probe the one that the routes were written with
     */
    record Written(Publication publication, RouteWriter.Outcome outcome, Probe probe) {}

    /** @param obstacle what stands in the way; null where the routes may follow */
    private record Prepared(Publication publication, RouteWriter.@Nullable Outcome obstacle) {}

    private static final Logger log = LoggerFactory.getLogger(DestinationRun.class);

    private static final RouteWriter.Outcome.Later SUPERSEDED =
            new RouteWriter.Outcome.Later("something newer is to be published");

    private final SubsetWriter subsets;
    private final RouteWriter writer;
    private final RemovalConfirmation removals;
    private final GatewayWait gateways;
    private final ExperimentStore store;
    private final RandomGenerator random;

    DestinationRun(
            SubsetWriter subsets,
            RouteWriter writer,
            RemovalConfirmation removals,
            GatewayWait gateways,
            ExperimentStore store,
            RandomGenerator random) {
        this.subsets = subsets;
        this.writer = writer;
        this.removals = removals;
        this.gateways = gateways;
        this.store = store;
        this.random = random;
    }

    /** @param reached stores a point and returns the publication that has it */
    Written write(Publication asked, BiFunction<Publication, Point, Publication> reached) throws InterruptedException {
        Prepared prepared = prepare(asked, reached);
        Probe probe = Probe.fresh(asked.experiment(), asked.status().revision(), gateways.path(), random);
        RouteWriter.Outcome obstacle = prepared.obstacle();
        return new Written(
                prepared.publication(),
                obstacle != null
                        ? obstacle
                        : writer.write(
                                asked.experiment(),
                                object -> gateways.canAsk() ? probe.route(object) : Optional.empty()),
                probe);
    }

    private Prepared prepare(Publication asked, BiFunction<Publication, Point, Publication> reached)
            throws InterruptedException {
        Optional<StoredExperiment> found =
                store.find(asked.experiment()).filter(stored -> stored.state().routed());
        if (found.isEmpty()) {
            return new Prepared(asked, null);
        }
        StoredExperiment stored = found.get();
        return switch (subsets.add(stored.id(), stored.spec())) {
            case SubsetWriter.Outcome.Later later ->
                new Prepared(asked, new RouteWriter.Outcome.Later(later.message()));
            case SubsetWriter.Outcome.Impossible(var finding) ->
                new Prepared(
                        asked,
                        new RouteWriter.Outcome.Impossible("DestinationRefused", finding.message(), List.of(finding)));
            case SubsetWriter.Outcome.Stand stand -> {
                Publication publication = stand.written() ? reached.apply(asked, Point.DESTINATION_WRITTEN) : asked;
                boolean waits;
                try {
                    waits = waits(publication, stored);
                } catch (MeshUnavailable | MeshForbidden away) {
                    yield new Prepared(publication, new RouteWriter.Outcome.Later(String.valueOf(away.getMessage())));
                }
                yield waits ? confirmed(publication, stored, reached) : new Prepared(publication, null);
            }
        };
    }

    /**
     * Whether a gateway has still to be asked for the destinations. What this operation has stored does not tell alone: a
     * process may have been killed after its write and before the point, and an operation that takes another's place begins
     * without points. So what stands in the mesh decides: a subset that was added, and no route that has followed it.
     */
    private boolean waits(Publication publication, StoredExperiment stored) {
        List<Point> points = publication.status().points().stream()
                .map(PublicationPoint::point)
                .toList();
        int written = points.indexOf(Point.DESTINATION_WRITTEN);
        int confirmed = points.indexOf(Point.DESTINATION_CONFIRMED);
        if (written >= 0 || confirmed >= 0) {
            return written > confirmed;
        }
        return subsets.added(stored.spec()) && !writer.stand(stored);
    }

    private Prepared confirmed(
            Publication publication, StoredExperiment stored, BiFunction<Publication, Point, Publication> reached)
            throws InterruptedException {
        List<DestinationProbe> probes = probes(stored);
        RouteWriter.Outcome written = gateways.canAsk()
                ? writer.writeProbes(stored.id(), object -> routes(probes, object))
                : new RouteWriter.Outcome.Removed(Optional.empty(), false);
        switch (written) {
            case RouteWriter.Outcome.Later later -> {
                return new Prepared(publication, later);
            }
            case RouteWriter.Outcome.Impossible impossible -> {
                return new Prepared(publication, impossible);
            }
            case RouteWriter.Outcome.RolledBack rolledBack -> {
                return new Prepared(publication, rolledBack);
            }
            case RouteWriter.Outcome.Removed nothingToAsk -> {
                if (!gateways.blind(publication)) {
                    return new Prepared(publication, SUPERSEDED);
                }
            }
            case RouteWriter.Outcome.Stands stands -> {
                Optional<RouteWriter.Outcome.Later> waits = asked(publication, probes, stands.object());
                if (waits.isPresent()) {
                    return new Prepared(publication, waits.get());
                }
            }
        }
        return new Prepared(reached.apply(publication, Point.DESTINATION_CONFIRMED), null);
    }

    /** @return what is still to be waited for; only an answer, or time where nobody can give one, lets the routes follow */
    private Optional<RouteWriter.Outcome.Later> asked(
            Publication publication, List<DestinationProbe> probes, MeshObject object) throws InterruptedException {
        boolean blind = false;
        for (DestinationProbe probe : probes) {
            switch (gateways.answered(probe, object, publication)) {
                case Confirmation.Confirmed confirmed -> {}
                case Confirmation.NothingToAsk none -> blind = true;
                case Confirmation.Superseded superseded -> {
                    return Optional.of(SUPERSEDED);
                }
                case Confirmation.Silent silent -> {
                    log.warn(
                            "{}: {} does not know {} yet (last: {})",
                            probe.experiment(),
                            silent.gateway(),
                            probe.destination(),
                            silent.last());
                    return Optional.of(new RouteWriter.Outcome.Later("a gateway does not know a new destination yet"));
                }
            }
        }
        return blind && !gateways.blind(publication) ? Optional.of(SUPERSEDED) : Optional.empty();
    }

    private List<DestinationProbe> probes(StoredExperiment stored) {
        List<DestinationProbe> probes = new ArrayList<>();
        for (Variant variant : stored.spec().variants()) {
            Destination destination = variant.destination();
            if (destination.subset() != null) {
                byte[] value = new byte[16];
                random.nextBytes(value);
                probes.add(new DestinationProbe(
                        stored.id(),
                        stored.experiment().revision(),
                        probes.size() + 1,
                        HexFormat.of().formatHex(value),
                        gateways.path(),
                        destination));
            }
        }
        return probes;
    }

    private static List<OwnedRoute> routes(List<DestinationProbe> probes, MeshObject object) {
        return probes.stream().flatMap(probe -> probe.route(object).stream()).toList();
    }

    /** After the routes are gone from the object; a gateway that still has them still needs their destinations. */
    Optional<RouteWriter.Outcome.Later> finish(Publication publication) throws InterruptedException {
        String experiment = publication.experiment();
        Optional<StoredExperiment> stored = store.find(experiment);
        if (stored.isEmpty() || stored.get().state().routed()) {
            return Optional.empty();
        }
        try {
            if (subsets.owes(experiment, stored.get().spec())) {
                Optional<RouteWriter.Outcome.Later> waits = removals.confirm(publication);
                if (waits.isPresent()) {
                    return waits;
                }
            }
        } catch (MeshUnavailable away) {
            return Optional.of(new RouteWriter.Outcome.Later(String.valueOf(away.getMessage())));
        }
        return switch (subsets.remove(experiment, stored.get().spec())) {
            case SubsetWriter.Outcome.Later later -> Optional.of(new RouteWriter.Outcome.Later(later.message()));
            case SubsetWriter.Outcome.Impossible impossible -> {
                log.warn(
                        "{}: a subset stays behind: {}",
                        experiment,
                        impossible.finding().message());
                yield Optional.empty();
            }
            case SubsetWriter.Outcome.Stand stand -> Optional.empty();
        };
    }
}
