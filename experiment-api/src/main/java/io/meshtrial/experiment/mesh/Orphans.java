package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.StatusStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Owned routes whose experiment the store does not know, or does not want in the mesh. */
@Component
public class Orphans {

    private final MeshPort mesh;
    private final HostReader hosts;
    private final RoutingFactory routings;
    private final ExperimentStore store;
    private final StatusStore statuses;
    private final PublishedSpecs published;

    Orphans(
            MeshPort mesh,
            HostReader hosts,
            RoutingFactory routings,
            ExperimentStore store,
            StatusStore statuses,
            PublishedSpecs published) {
        this.mesh = mesh;
        this.hosts = hosts;
        this.routings = routings;
        this.store = store;
        this.statuses = statuses;
        this.published = published;
    }

    public List<OrphanRoutes> list() {
        Set<String> routed = store.routed().stream().map(StoredExperiment::id).collect(Collectors.toSet());
        return mesh.list(Kind.VIRTUAL_SERVICE).stream()
                .flatMap(object -> OrphanRoutes.of(object).values().stream())
                .filter(orphan -> !routed.contains(orphan.experiment()))
                .toList();
    }

    /**
     * Everything of the platform's that stands in the mesh at this moment, of experiments that run too.
     *
     * @throws MeshForbidden where an object may not be read: what cannot be seen is not gone
     */
    public List<Trace> traces() {
        return Stream.of(Kind.VIRTUAL_SERVICE, Kind.DESTINATION_RULE)
                .flatMap(kind -> mesh.list(kind).stream())
                .map(Trace::of)
                .filter(trace -> !trace.traces().isEmpty())
                .toList();
    }

    /** Whether an experiment that should have nothing in the mesh has subsets there that were added for it. */
    public boolean hasSubsets(String experiment) {
        return store.routed().stream().noneMatch(stored -> stored.id().equals(experiment))
                && traces().stream().anyMatch(trace -> trace.marked().contains(experiment));
    }

    /**
     * Whether an experiment said so would have exactly the routes that stand there.
     *
     * @param past the revisions before, as far as they are known
     */
    public boolean says(OrphanRoutes orphan, Experiment experiment, List<Revision> past, Revision revision) {
        return compiled(orphan, experiment, past, revision)
                .filter(attempt -> RouteMerge.apply(
                                orphan.withoutProbe(),
                                experiment.id(),
                                revision.number(),
                                attempt.compiled(),
                                attempt.host().published())
                        instanceof MergeResult.Nothing)
                .isPresent();
    }

    /** The routes that an experiment said so would have; none where it would be refused. */
    public List<OwnedRoute> routes(OrphanRoutes orphan, Experiment experiment, List<Revision> past, Revision revision) {
        return compiled(orphan, experiment, past, revision)
                .map(attempt -> attempt.compiled().routes())
                .orElse(List.of());
    }

    private record Attempt(HostObjects host, Compilation.Compiled compiled) {}

    private Optional<Attempt> compiled(
            OrphanRoutes orphan, Experiment experiment, List<Revision> past, Revision revision) {
        return hosts.read(orphan.object().namespace(), orphan.object().name())
                .map(live -> routings.host(live, experiment.id()))
                .flatMap(host -> RouteCompiler.compile(routings.of(experiment, revision, past, revision.token()), host)
                                instanceof Compilation.Compiled compiled
                        ? Optional.of(new Attempt(host, compiled))
                        : Optional.empty());
    }

    /** From here on the routes are held against what stands there now. */
    public void adopted(OrphanRoutes orphan) {
        MeshObject object = orphan.withoutProbe();
        published.save(
                orphan.experiment(),
                PublishedSpec.of(object, orphan.experiment(), published.known(object, orphan.experiment())));
        statuses.update(orphan.experiment(), status -> status.withObserved(orphan.revision()));
    }
}
