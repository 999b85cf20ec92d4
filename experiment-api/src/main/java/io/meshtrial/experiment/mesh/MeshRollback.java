package io.meshtrial.experiment.mesh;

import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import io.meshtrial.routing.compile.RouteOwnership.Owner;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes an experiment's routes out of the mesh with nothing but the Kubernetes API: they are found by their names, and
 * renamed ones, and base routes that a promotion rewrote, by what this process remembers; the patch that removes them leaves the
 * mark that the store adopts when it is back.
 */
@Component
public class MeshRollback {

    /**
     * @param revision the highest that was taken away; 0 where no route was found
     * @param objects what was written
     */
    public record Removed(int revision, List<String> objects) {
        public Removed {
            objects = List.copyOf(objects);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(MeshRollback.class);
    private static final Duration PATIENCE = Duration.ofMillis(3_000);
    private static final long PAUSE_MILLIS = 50;

    private final KubernetesMesh mesh;
    private final PublishedSpecs published;
    private final BaseRewrites rewrites;
    private final SubsetWriter subsets;
    private final GatewayProperties gateways;

    MeshRollback(
            KubernetesMesh mesh,
            PublishedSpecs published,
            BaseRewrites rewrites,
            Retries retries,
            GatewayProperties gateways) {
        this.mesh = mesh;
        this.rewrites = rewrites;
        this.published = published;
        this.subsets = new SubsetWriter(mesh, retries);
        this.gateways = gateways;
    }

    /**
     * @param permitted is asked for every namespace before anything is written there, and throws where it is not
     * @throws MeshUnavailable where the Kubernetes API does not take the patch within three seconds
     */
    public Removed remove(String experiment, Consumer<String> permitted) throws InterruptedException {
        return remove(experiment, permitted, true);
    }

    /**
     * The same for routes whose experiment the store does not know: nobody would adopt a mark, and nobody else would take
     * its subsets away. Those go last, when gateways have had their time to forget the routes.
     */
    public Removed removeUnknown(String experiment, Consumer<String> permitted) throws InterruptedException {
        List<MeshObject> rules = subsets.owing(experiment);
        rules.forEach(rule -> permitted.accept(rule.namespace()));
        Removed removed = remove(experiment, permitted, false);
        if (!rules.isEmpty()) {
            Thread.sleep(gateways.unconfirmedWait());
            if (!(subsets.removeUnknown(experiment) instanceof SubsetWriter.Outcome.Stand)) {
                throw new MeshUnavailable("the routes of " + experiment + " are gone, a subset of it is not");
            }
        }
        return removed;
    }

    private Removed remove(String experiment, Consumer<String> permitted, boolean mark) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int revision = 0;
        List<String> written = new ArrayList<>();
        List<OwnedRoute> known = published.remembered(experiment);
        while (true) {
            String open = null;
            for (MeshObject object : mesh.list(Kind.VIRTUAL_SERVICE)) {
                int standing = standing(object, experiment, known);
                if (standing > 0) {
                    permitted.accept(object.namespace());
                    if (isRemoved(object, experiment, standing, known, mark)) {
                        revision = Math.max(revision, standing);
                        written.add(object.title());
                    } else {
                        open = object.title();
                    }
                }
            }
            if (open == null) {
                return new Removed(revision, written);
            }
            if (System.nanoTime() > deadline) {
                throw new MeshUnavailable("the Kubernetes API did not take the rollback of " + open);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static int standing(MeshObject object, String experiment, List<OwnedRoute> known) {
        return RouteOwnership.of(object, known).of(experiment).stream()
                .map(Element::owner)
                .mapToInt(MeshRollback::revision)
                .max()
                .orElse(0);
    }

    private static int revision(Owner owner) {
        return switch (owner) {
            case Owner.Owned(var name) -> Math.max(1, name.revision());
            case Owner.Renamed(var original) -> Math.max(1, original.revision());
            case Owner.Foreign _, Owner.Orphan _ -> 0;
        };
    }

    private boolean isRemoved(
            MeshObject live, String experiment, int revision, List<OwnedRoute> known, boolean marked) {
        RollbackMark before = RollbackMark.of(live);
        RollbackMark mark = marked ? before.with(experiment, revision) : before.without(experiment);
        BaseRewrite.Rewritten base = rewrites.rolledBackAsRemembered(experiment, live);
        WriteResult result = write(experiment, live, base, known, mark);
        if (result instanceof WriteResult.Refused refused && !base.operations().isEmpty()) {
            log.warn(
                    "base routes of {} stay with {}, as the server refuses to have them back: {}",
                    live.title(),
                    experiment,
                    refused.message());
            result = write(experiment, live, BaseRewrite.Rewritten.none(live), known, mark);
        }
        return result instanceof WriteResult.Written;
    }

    private WriteResult write(
            String experiment, MeshObject live, BaseRewrite.Rewritten base, List<OwnedRoute> known, RollbackMark mark) {
        FencedPatch patch = new FencedPatch(live)
                .edits(base.operations())
                .merged(RouteMerge.remove(base.object(), experiment, known))
                .marked(mark);
        WriteResult result = mesh.patch(Kind.VIRTUAL_SERVICE, live.namespace(), live.name(), patch.operations(), false);
        log.warn(
                "routes of {} are taken out of {}: {}",
                experiment,
                live.title(),
                result.getClass().getSimpleName());
        return result;
    }
}
