package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Brings one VirtualService to what the store says: reads, compiles, merges, patches. A conflict or a missing answer
 * starts over from reading, store included, a bounded number of times with growing, jittered pauses.
 */
@Component
class RouteWriter {

    /** What became of the routes. */
    sealed interface Outcome {
        /** The object is as it should be, whether or not something had to be written. */
        record Stands(MeshObject object, boolean written, Compilation.Compiled compiled) implements Outcome {}

        /** No route of the experiment stands. */
        record Removed(Optional<MeshObject> object, boolean written) implements Outcome {}

        record Impossible(String reason, String message, List<io.meshtrial.routing.check.Finding> findings)
                implements Outcome {}

        /** The mesh carries the mark of a rollback that the store does not know of yet. */
        record RolledBack() implements Outcome {}

        /** Not now; to be tried again. */
        record Later(String message) implements Outcome {}
    }

    private final MeshPort mesh;
    private final HostReader hosts;
    private final RoutingFactory routings;
    private final ExperimentStore store;
    private final PublishedSpecs published;
    private final BaseRewrites rewrites;
    private final Retries retries;
    private final MeterRegistry metrics;

    RouteWriter(
            MeshPort mesh,
            HostReader hosts,
            RoutingFactory routings,
            ExperimentStore store,
            PublishedSpecs published,
            BaseRewrites rewrites,
            Retries retries,
            MeterRegistry metrics) {
        this.mesh = mesh;
        this.hosts = hosts;
        this.routings = routings;
        this.store = store;
        this.published = published;
        this.rewrites = rewrites;
        this.retries = retries;
        this.metrics = metrics;
    }

    /** @param probe makes the probe's route for the object as it is, or none */
    Outcome write(String experiment, Function<MeshObject, Optional<OwnedRoute>> probe) throws InterruptedException {
        return repeated(() -> attempt(experiment, probe));
    }

    /**
     * Writes probes of destinations and nothing else, before any route of the experiment stands; where one does, nothing is
     * written.
     */
    Outcome writeProbes(String experiment, Function<MeshObject, List<OwnedRoute>> probes) throws InterruptedException {
        return repeated(() -> {
            try {
                return store.find(experiment)
                        .flatMap(stored -> hosts.read(
                                        stored.spec().namespace(), stored.spec().virtualService())
                                .map(live -> probesAlone(stored, live, probes)))
                        .orElse(new Outcome.Removed(Optional.empty(), false));
            } catch (MeshUnavailable | MeshForbidden away) {
                return new Outcome.Later(String.valueOf(away.getMessage()));
            }
        });
    }

    private Outcome probesAlone(StoredExperiment stored, LiveHost live, Function<MeshObject, List<OwnedRoute>> probes) {
        MeshObject object = live.virtualService();
        if (RollbackMark.of(object).names(stored.id())) {
            return new Outcome.RolledBack();
        }
        if (carries(object, stored.id())) {
            return new Outcome.Removed(Optional.of(object), false);
        }
        HostObjects host = routings.host(live, stored.id());
        return compilation(stored, host) instanceof Compilation.Compiled compiled
                ? merged(stored, host, BaseRewrite.Rewritten.none(object), compiled, probes.apply(object))
                : new Outcome.Removed(Optional.of(object), false);
    }

    /**
     * Whether routes of the experiment stand in the live object, under whatever name; probes are none.
     *
     * @throws MeshUnavailable where that cannot be known, {@link MeshForbidden} where the API refuses to say
     */
    boolean stand(StoredExperiment stored) {
        return mesh.get(
                        Kind.VIRTUAL_SERVICE,
                        stored.spec().namespace(),
                        stored.spec().virtualService())
                .filter(object -> carries(object, stored.id()))
                .isPresent();
    }

    private boolean carries(MeshObject object, String experiment) {
        return !PublishedSpec.of(object, experiment, published.known(object, experiment))
                .owned()
                .isEmpty();
    }

    private Outcome repeated(Supplier<Outcome> attempt) throws InterruptedException {
        return retries.unless(Outcome.Later.class::isInstance, attempt);
    }

    private Outcome attempt(String id, Function<MeshObject, Optional<OwnedRoute>> probe) {
        Optional<StoredExperiment> found = store.find(id);
        if (found.isEmpty()) {
            return new Outcome.Removed(Optional.empty(), false);
        }
        StoredExperiment stored = found.get();
        Optional<LiveHost> live;
        try {
            live = hosts.read(stored.spec().namespace(), stored.spec().virtualService());
        } catch (MeshUnavailable | MeshForbidden away) {
            return new Outcome.Later(String.valueOf(away.getMessage()));
        }
        if (live.isEmpty()) {
            return stored.state().routed()
                    ? new Outcome.Impossible(
                            "NoVirtualService",
                            "VirtualService " + stored.spec().namespace() + "/"
                                    + stored.spec().virtualService() + " does not exist.",
                            List.of())
                    : new Outcome.Removed(Optional.empty(), false);
        }
        return stored.state().routed() ? place(stored, live.get(), probe) : remove(stored, live.get());
    }

    /** Over the mark of a rollback nothing is written: the store adopts it first. */
    private Outcome place(StoredExperiment stored, LiveHost live, Function<MeshObject, Optional<OwnedRoute>> probe) {
        if (RollbackMark.of(live.virtualService()).names(stored.id())) {
            return new Outcome.RolledBack();
        }
        BaseRewrite.Rewritten base = rewritten(stored, live);
        HostObjects host = routings.host(live.with(base.object()), stored.id());
        return switch (compilation(stored, host)) {
            case Compilation.Refused refused ->
                new Outcome.Impossible(
                        "RulesRefused", refused.findings().getFirst().message(), refused.findings());
            case Compilation.Compiled compiled -> {
                List<OwnedRoute> routes = new ArrayList<>();
                probe.apply(live.virtualService()).ifPresent(routes::add);
                routes.addAll(compiled.routes());
                yield merged(stored, host, base, compiled, routes);
            }
        };
    }

    private Compilation compilation(StoredExperiment stored, HostObjects host) {
        return RouteCompiler.compile(
                routings.of(
                        stored.experiment(),
                        stored.revision(),
                        store.revisionsThatMayHaveStood(stored.id()),
                        stored.revision().token()),
                host);
    }

    private BaseRewrite.Rewritten rewritten(StoredExperiment stored, LiveHost live) {
        return stored.state() instanceof ExperimentState.Promoted
                ? rewrites.promoted(stored.id(), live.virtualService())
                : BaseRewrite.Rewritten.none(live.virtualService());
    }

    private Outcome merged(
            StoredExperiment stored,
            HostObjects host,
            BaseRewrite.Rewritten base,
            Compilation.Compiled compiled,
            List<OwnedRoute> routes) {
        MergeResult merged = RouteMerge.apply(
                base.object(),
                stored.id(),
                stored.experiment().revision(),
                new Compilation.Compiled(routes, compiled.precedence(), compiled.findings()),
                host.published());
        if (merged instanceof MergeResult.HigherRevisionLive higher) {
            return new Outcome.Impossible(
                    "HigherRevisionLive",
                    "Routes of revision " + higher.revision() + " stand there; nothing older is written.",
                    List.of());
        }
        MeshObject object = base.live();
        FencedPatch patch = new FencedPatch(object).edits(base.operations()).merged(merged);
        if (patch.isEmpty()) {
            return new Outcome.Stands(object, false, compiled);
        }
        store.willStand(stored.id(), stored.experiment().revision());
        return written(object, patch, after -> new Outcome.Stands(after, true, compiled));
    }

    /** The mark goes with the routes: the store knows by now. */
    private Outcome remove(StoredExperiment stored, LiveHost live) {
        MeshObject object = live.virtualService();
        BaseRewrite.Rewritten base = stored.state() instanceof ExperimentState.RolledBack
                ? rewrites.rolledBack(stored.id(), object)
                : BaseRewrite.Rewritten.none(object);
        FencedPatch patch = new FencedPatch(object)
                .edits(base.operations())
                .merged(RouteMerge.remove(base.object(), stored.id(), published.known(object, stored.id())))
                .without(RollbackMark.of(object), stored.id());
        return patch.isEmpty()
                ? new Outcome.Removed(Optional.of(object), false)
                : written(object, patch, after -> new Outcome.Removed(Optional.of(after), true));
    }

    private Outcome written(MeshObject object, FencedPatch patch, Function<MeshObject, Outcome> success) {
        WriteResult result =
                mesh.patch(Kind.VIRTUAL_SERVICE, object.namespace(), object.name(), patch.operations(), false);
        metrics.counter("meshtrial.mesh.writes", "result", PublishMetrics.name(result.getClass()))
                .increment();
        return switch (result) {
            case WriteResult.Written written -> success.apply(written.object());
            case WriteResult.Conflict conflict ->
                new Outcome.Later("someone else wrote in between: " + conflict.message());
            case WriteResult.Absent absent -> new Outcome.Later(object.title() + " has just gone");
            case WriteResult.Unavailable unavailable -> new Outcome.Later(unavailable.message());
            case WriteResult.Refused refused ->
                new Outcome.Impossible(
                        "ServerRefused", "HTTP " + refused.status() + ": " + refused.message(), List.of());
        };
    }
}
