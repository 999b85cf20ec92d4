package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.OwnedRouteChange;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands in the mesh against what was published, for witnesses, who change nothing. */
@Component
public class PublishedRoutes {

    /** What a look came to. */
    public sealed interface Comparison {

        /** Nothing of the experiment was recorded as published. */
        record NotPublished() implements Comparison {}

        /** @param title of the object that was published and is not there any more */
        record Gone(String title) implements Comparison {}

        /**
         * @param published number of owned routes that were published
         * @param equal how many of them stand unchanged at their place
         * @param live number of owned routes that stand there
         * @param baseChanged whether what is not ours means something else than when published
         * @param fieldManager who wrote last besides us; null where the object does not say
         * @param diff lines that differ; empty where none does
         */
        record Found(
                MeshObject object,
                int published,
                int equal,
                int live,
                boolean baseChanged,
                @Nullable String fieldManager,
                String diff)
                implements Comparison {}
    }

    private final MeshPort mesh;
    private final PublishedSpecs published;

    PublishedRoutes(MeshPort mesh, PublishedSpecs published) {
        this.mesh = mesh;
        this.published = published;
    }

    /** @throws MeshUnavailable where the API does not answer; {@link MeshForbidden} where it refuses */
    public Comparison compare(StoredExperiment stored) {
        Optional<PublishedSpec> before = published.find(stored.id());
        if (before.isEmpty()) {
            return new Comparison.NotPublished();
        }
        String namespace = stored.spec().namespace();
        String name = stored.spec().virtualService();
        Optional<MeshObject> live = mesh.get(Kind.VIRTUAL_SERVICE, namespace, name);
        if (live.isEmpty()) {
            return new Comparison.Gone("VirtualService " + namespace + "/" + name);
        }
        return compare(before.get(), live.get(), stored.id());
    }

    private Comparison.Found compare(PublishedSpec before, MeshObject live, String experiment) {
        List<OwnedRoute> known = published.known(live, experiment);
        Optional<ForeignEdit> edit = ForeignEdit.between(before, live, experiment, known);
        return new Comparison.Found(
                live,
                before.owned().size(),
                edit.map(found -> unchanged(before, found.owned()))
                        .orElse(before.owned().size()),
                PublishedSpec.of(live, experiment, known).owned().size(),
                edit.map(ForeignEdit::baseChanged).orElse(false),
                edit.map(ForeignEdit::fieldManager).orElse(null),
                edit.map(ForeignEdit::diff).orElse(""));
    }

    private static int unchanged(PublishedSpec before, List<OwnedRouteChange> changes) {
        Set<String> changed = changes.stream().map(OwnedRouteChange::route).collect(Collectors.toSet());
        return (int) before.routes().stream()
                .filter(route -> !changed.contains(route.name()))
                .count();
    }
}
