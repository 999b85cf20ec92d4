package io.meshtrial.routing.proof;

import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.rules.language.RuleFormatter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One host: its VirtualService, sometimes another one, and experiments, the first of which is always there.
 *
 * @param cases where further randomness of the same case comes from
 */
record HostCase(MeshObject live, List<MeshObject> others, List<ExperimentRouting> experiments, Cases cases) {

    private static final String CREATED = "2026-01-02T00:00:00Z";

    /** Names with all that regexes and proxies read otherwise, and one that conditions of {@link Cases} compare. */
    private static final List<String> NAMES =
            List.of("arm", "a.b", "x%y", "x*y|z", "mt-p0", "mt-p1.2", "m^t+$'`", "plan", "Arm", "!#&~_");

    private static final List<RoutedVariant> VARIANTS = List.of(
            new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, null),
            new RoutedVariant("v2", VariantRole.TREATMENT, "catalog-v2", null, null),
            new RoutedVariant("v3", VariantRole.TREATMENT, "catalog-v3", null, null));

    static HostCase of(Cases cases) {
        MeshObject live = cases.virtualService("catalog", CREATED);
        List<MeshObject> others = new ArrayList<>();
        if (cases.chance(0.2)) {
            others.add(
                    cases.virtualService("other", cases.chance(0.5) ? "2026-01-01T00:00:00Z" : "2026-01-03T00:00:00Z"));
        }
        List<ExperimentRouting> experiments = new ArrayList<>();
        int count = cases.chance(0.5) ? 1 : cases.chance(0.6) ? 2 : 3;
        for (int i = 0; i < count; i++) {
            experiments.add(experiment("p" + i, cases));
        }
        return new HostCase(live, others, experiments, cases);
    }

    private static ExperimentRouting experiment(String id, Cases cases) {
        ExperimentRouting plain = Samples.experiment(id, 1, VARIANTS, cases.rules(), cases.chance(0.2));
        return new ExperimentRouting(
                plain.id(),
                plain.revision(),
                plain.variants(),
                plain.rules(),
                plain.drawings(),
                plain.observe(),
                cases.below(4),
                Instant.parse(CREATED).plusSeconds(cases.below(3)),
                sticky(cases));
    }

    /** Two experiments of a host may be given one name, and one may be given a name that its rules compare. */
    private static StickySettings sticky(Cases cases) {
        return cases.chance(0.5) ? StickySettings.defaults() : Samples.cookieNamed(cases.pick(NAMES));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        experiments.forEach(experiment -> text.append(experiment.id())
                .append(", priority ")
                .append(experiment.priority())
                .append(experiment.observe() ? ", observes" : "")
                .append(":\n")
                .append(RuleFormatter.format(experiment.rules()))
                .append('\n'));
        return text.append(live.json()).append('\n').append(others).toString();
    }
}
