package io.meshtrial.experiment.verification.check;

import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.definition.EventSource;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.ExperimentStatus;
import io.meshtrial.experiment.definition.MeasurementPlan;
import io.meshtrial.experiment.definition.PublicationPoint.Point;
import io.meshtrial.experiment.definition.PublicationStatus;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.routing.compile.VariantRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Running experiments of the demonstration. */
public final class Subjects {

    public static final Instant NOW = Instant.parse("2026-11-22T12:00:30Z");

    private Subjects() {}

    /** One service with a subset per version. */
    public static Subject subsets(String rules, Duration age) {
        return of(rules, age, "catalog.demo.svc.cluster.local", "v1", "catalog.demo.svc.cluster.local", "v2");
    }

    /** One service per version. */
    public static Subject services(String rules, Duration age) {
        return of(rules, age, "catalog-v1", null, "catalog-v2", null);
    }

    /** The treatment is a service of another namespace. */
    public static Subject elsewhere(String rules, Duration age) {
        return of(rules, age, "catalog-v1", null, "catalog.shop.svc.cluster.local", "v2");
    }

    private static Subject of(
            String rules,
            Duration age,
            String controlHost,
            @Nullable String controlSubset,
            String host,
            @Nullable String subset) {
        ExperimentSpec spec = new ExperimentSpec(
                "Search",
                "Does it help?",
                "you",
                "demo",
                "catalog",
                "catalog",
                EventSource.APPLICATION,
                List.of(
                        new Variant("v1", VariantRole.CONTROL, "v1", new Destination(controlHost, controlSubset, null)),
                        new Variant("v2", VariantRole.TREATMENT, "v2", new Destination(host, subset, null))),
                rules,
                MeasurementPlan.defaults(),
                null,
                null,
                null,
                null);
        Instant published = NOW.minus(age);
        Experiment experiment = new Experiment(
                "search", 1, spec, new ExperimentState.Running(published), 1, published, true, List.of());
        Revision revision = new Revision(1, published, "you", null, rules, "0123456789012345678901", List.of());
        ExperimentStatus status = ExperimentStatus.NONE
                .withObserved(1)
                .withPublication(PublicationStatus.stored("op-1", 1, published).reached(Point.RECORDED, published));
        return new Subject(new StoredExperiment(experiment, revision, status), NOW);
    }
}
