package io.meshtrial.routing.proof;

import io.meshtrial.routing.compile.Drawing;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.RuleNumber;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.DrawnWeights;
import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One host: its VirtualService, up to three others, what they delegate to, and experiments, the first of which is always
 * there.
 *
 * @param cases where further randomness of the same case comes from
 */
record HostCase(MeshObject live, List<MeshObject> others, List<ExperimentRouting> experiments, Cases cases) {

    private static final String CREATED = "2026-01-02T00:00:00Z";

    /** Names with all that regexes and proxies read otherwise, and one that conditions of {@link Cases} compare. */
    private static final List<String> NAMES =
            List.of("arm", "a.b", "x%y", "x*y|z", "mt-p0", "mt-p1.2", "m^t+$'`", "plan", "Arm", "!#&~_");

    static final List<String> VARIANTS = List.of("v1", "v2", "v3");

    private static List<RoutedVariant> variants(Cases cases) {
        return VARIANTS.stream()
                .map(name -> new RoutedVariant(
                        name,
                        name.equals("v1") ? VariantRole.CONTROL : VariantRole.TREATMENT,
                        cases.subsets() ? "catalog" : "catalog-" + name,
                        cases.subsets() ? name : null,
                        null))
                .toList();
    }

    static HostCase of(Cases cases) {
        MeshObject live = cases.virtualService("catalog", CREATED);
        List<MeshObject> others = new ArrayList<>();
        for (double next = 0.2; others.size() < 3 && cases.chance(next); next = 0.5) {
            others.add(cases.virtualService(
                    "other-" + others.size(), cases.chance(0.5) ? "2026-01-01T00:00:00Z" : "2026-01-03T00:00:00Z"));
        }
        others.addAll(cases.delegates());
        List<ExperimentRouting> experiments = new ArrayList<>();
        int count = cases.chance(0.5) ? 1 : cases.chance(0.6) ? 2 : 3;
        for (int i = 0; i < count; i++) {
            experiments.add(experiment("p" + i, cases));
        }
        return new HostCase(live, others, experiments, cases);
    }

    /** What an experiment may have been before: other rules, in the same cookies. */
    ExperimentRouting before(ExperimentRouting experiment) {
        ExperimentRouting plain =
                Samples.experiment(experiment.id(), 0, experiment.variants(), cases.rules(), cases.chance(0.2));
        return new ExperimentRouting(
                plain.id(),
                plain.revision(),
                plain.variants(),
                plain.rules(),
                plain.drawings(),
                plain.observe(),
                experiment.priority(),
                experiment.createdAt(),
                experiment.sticky());
    }

    private static ExperimentRouting experiment(String id, Cases cases) {
        ExperimentRouting plain =
                Samples.experiment(id, 1 + cases.below(3), variants(cases), cases.rules(), cases.chance(0.2));
        return new ExperimentRouting(
                plain.id(),
                plain.revision(),
                plain.variants(),
                plain.rules(),
                drawings(plain, cases),
                plain.observe(),
                cases.below(4),
                Instant.parse(CREATED).plusSeconds(cases.below(3)),
                sticky(cases));
    }

    /** Rules that have been elsewhere in the list, and the weights that earlier revisions drew by. */
    private static Map<Integer, Drawing> drawings(ExperimentRouting plain, Cases cases) {
        Map<Integer, Drawing> drawings = new TreeMap<>();
        boolean moved = cases.chance(0.3);
        boolean first = true;
        for (Map.Entry<Integer, Drawing> drawing : new TreeMap<>(plain.drawings()).entrySet()) {
            int ordinal = drawing.getKey();
            boolean sticky = ordinal > 0
                    && plain.rules().rules().get(ordinal - 1) instanceof Rule.Allocate(var _, var allocation)
                    && allocation.unit() == RandomisationUnit.USER;
            List<DrawnWeights> history = new ArrayList<>();
            for (int revision = 1; sticky && revision < plain.revision(); revision++) {
                if (cases.chance(0.7)) {
                    history.add(new DrawnWeights(
                            revision, Map.of("v1", 1 + cases.below(4), "v2", cases.below(4), "v3", cases.below(3))));
                }
            }
            RuleNumber number = moved && ordinal > 0
                    ? new RuleNumber(10 + (7 * ordinal) % 11, sticky && first ? 0 : 10 + (7 * ordinal) % 11)
                    : null;
            first &= !sticky;
            drawings.put(ordinal, new Drawing(plain.revision(), Samples.TOKEN, history, number));
        }
        return drawings;
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
                .append('\n')
                .append(experiment.drawings())
                .append('\n'));
        return text.append(live.json()).append('\n').append(others).toString();
    }
}
