package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.routing.object.MeshObject;
import java.util.Optional;
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
         * @param baseChanged whether what is not ours differs from what it was when published
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

    private static Comparison.Found compare(PublishedSpec before, MeshObject live, String experiment) {
        PublishedSpec now = PublishedSpec.of(live, experiment);
        int equal = 0;
        for (int i = 0; i < before.owned().size() && i < now.owned().size(); i++) {
            if (before.owned().get(i).equals(now.owned().get(i))) {
                equal++;
            }
        }
        Optional<ForeignEdit> edit = ForeignEdit.between(before, live, experiment);
        return new Comparison.Found(
                live,
                before.owned().size(),
                equal,
                now.owned().size(),
                !now.base().equals(before.base()),
                edit.map(ForeignEdit::fieldManager).orElse(null),
                edit.map(ForeignEdit::diff).orElse(""));
    }
}
