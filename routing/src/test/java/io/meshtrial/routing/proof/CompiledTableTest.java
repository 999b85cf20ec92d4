package io.meshtrial.routing.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.language.RuleFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules evaluated directly against the compiled and merged table, over random cases. */
class CompiledTableTest {

    /** Per seed, of which there are two: 20 000 cases in all under the profile proof. */
    private static final int CASES = Boolean.getBoolean("meshtrial.proof") ? 10_000 : 400;

    private static final int REQUESTS = 20;
    private static final String CREATED = "2026-01-02T00:00:00Z";

    private static final List<RoutedVariant> VARIANTS = List.of(
            new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, null),
            new RoutedVariant("v2", VariantRole.TREATMENT, "catalog-v2", null, null),
            new RoutedVariant("v3", VariantRole.TREATMENT, "catalog-v3", null, null));

    static List<Long> seeds() {
        return List.of(20_261_122L, System.nanoTime());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rules_and_compiled_table_say_the_same(long seed) {
        Map<String, Integer> refused = new TreeMap<>();
        for (int i = 0; i < CASES; i++) {
            Cases cases = new Cases(new SplittableRandom(seed + i));
            check(cases, refused, "seed " + (seed + i));
        }
        int cannotNarrow = refused.getOrDefault("cannot-narrow", 0);
        System.out.printf("seed %d: %d cases, refused %s%n", seed, CASES, refused);
        // At most 5 %, with room for four standard deviations of a binomial count.
        double most = CASES * 0.05 + 4 * Math.sqrt(CASES * 0.05 * 0.95);
        assertThat(cannotNarrow).as("refused as cannot-narrow").isLessThanOrEqualTo((int) most);
    }

    private void check(Cases cases, Map<String, Integer> refused, String seed) {
        MeshObject live = cases.virtualService("catalog", CREATED);
        List<MeshObject> others = new ArrayList<>();
        if (cases.chance(0.2)) {
            others.add(
                    cases.virtualService("other", cases.chance(0.5) ? "2026-01-01T00:00:00Z" : "2026-01-03T00:00:00Z"));
        }
        ExperimentRouting experiment = Samples.experiment("p", 1, VARIANTS, cases.rules(), cases.chance(0.2));
        HostObjects host = new HostObjects(live, others, List.of(), List.of(), List.of());
        String text = seed + "\n" + RuleFormatter.format(experiment.rules()) + "\n" + live.json() + "\n" + others;
        switch (RouteCompiler.compile(experiment, host)) {
            case Compilation.Refused refusal -> count(refusal.findings(), refused);
            case Compilation.Compiled compiled when undecided(compiled) -> count(compiled.findings(), refused);
            case Compilation.Compiled compiled -> {
                MergeResult merged = RouteMerge.apply(live, "p", 1, compiled, List.of());
                MeshObject after = merged instanceof MergeResult.Patch patch ? patch.after() : live;
                assertThat(RouteMerge.apply(after, "p", 1, compiled, List.of()))
                        .as(text)
                        .isEqualTo(new MergeResult.Nothing());
                HostObjects again = new HostObjects(after, others, List.of(), List.of(), List.of());
                assertThat(RouteCompiler.compile(experiment, again)).as(text).isEqualTo(compiled);
                MergeResult removed = RouteMerge.remove(after, "p", List.of());
                MeshObject restored = removed instanceof MergeResult.Patch patch ? patch.after() : after;
                assertThat(restored.json()).as(text).isEqualTo(live.json());
                Oracle oracle = new Oracle(experiment, live, table(live, others));
                RouteTable table = table(after, others);
                for (int i = 0; i < REQUESTS; i++) {
                    Sent request = oracle.sticky(cases, cases.request());
                    assertThat(Oracle.shown(table.evaluate(request.forTable())))
                            .as(text + "\n" + after.json() + "\n" + request)
                            .isEqualTo(oracle.expected(request));
                }
            }
        }
    }

    private static boolean undecided(Compilation.Compiled compiled) {
        return compiled.findings().stream().anyMatch(finding -> finding.code().equals("hijack-unknown"));
    }

    private static void count(List<Finding> findings, Map<String, Integer> refused) {
        findings.stream()
                .filter(finding ->
                        finding.severity() == Severity.ERROR || finding.code().endsWith("unknown"))
                .map(Finding::code)
                .distinct()
                .forEach(code -> refused.merge(code, 1, Integer::sum));
    }

    private static RouteTable table(MeshObject live, List<MeshObject> others) {
        List<MeshObject> objects = new ArrayList<>(others);
        objects.add(live);
        objects.addAll(MeshFixture.OBJECTS);
        return RouteTable.of(Listener.ingress(80), objects);
    }
}
