package io.meshtrial.routing.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.Patched;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules evaluated directly against the compiled and merged table, over random cases: rules of up to three
 * experiments on one host, mirrors and drawing histories among them, a base object over services or subsets with delegates,
 * faults, retries and CORS, other VirtualServices, an earlier revision whose routes somebody has altered since, requests with
 * the cookies that earlier draws left.
 */
class CompiledTableTest {

    /** Per seed, of which there are two: 20 000 cases in all with the property {@code meshtrial.proof}. */
    private static final int CASES = Size.of(120, 10_000);

    private static final int REQUESTS = 20;
    private static final String EXPERIMENTS = "experiments";

    static List<Long> seeds() {
        return Size.counts() ? List.of(20_261_122L, System.nanoTime()) : List.of(20_261_122L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rules_and_compiled_table_say_the_same(long seed) {
        Map<String, Integer> refused = new TreeMap<>();
        int[] together = new int[4];
        for (int i = 0; i < CASES; i++) {
            HostCase one = HostCase.of(new Cases(new SplittableRandom(seed + i)));
            together[check(one, refused, "seed " + (seed + i) + "\n" + one)]++;
        }
        int cannotNarrow = refused.getOrDefault("cannot-narrow", 0);
        int experiments = refused.getOrDefault(EXPERIMENTS, 0);
        refused.remove(EXPERIMENTS);
        System.out.printf(
                "seed %d: %d cases with %d experiments; 0, 1, 2, 3 side by side: %d, %d, %d, %d; refused %s%n",
                seed, CASES, experiments, together[0], together[1], together[2], together[3], refused);
        // At most 5 %, with room for four standard deviations of a binomial count.
        double most = experiments * 0.05 + 4 * Math.sqrt(experiments * 0.05 * 0.95);
        assertThat(cannotNarrow).as("refused as cannot-narrow").isLessThanOrEqualTo((int) most);
        if (Size.counts()) {
            assertThat(together[2] + together[3])
                    .as("cases with several experiments")
                    .isPositive();
        }
    }

    /** @return how many experiments could be compiled side by side */
    private static int check(HostCase host, Map<String, Integer> refused, String text) {
        List<ExperimentRouting> placed = new ArrayList<>();
        MeshObject live = host.live();
        JsonNode untouched = live.json().deepCopy();
        for (ExperimentRouting experiment : host.experiments()) {
            refused.merge(EXPERIMENTS, 1, Integer::sum);
            Optional<Compilation.Compiled> compiled = compiled(experiment, live, host, placed);
            if (compiled.isPresent()) {
                live = merged(live, experiment, compiled.get(), host, placed, text);
                placed.add(experiment);
            } else {
                count(RouteCompiler.compile(experiment, objects(live, host, placed)), refused);
            }
        }
        if (!placed.isEmpty()) {
            sayTheSame(host, live, placed, text);
            assertThat(inReverse(host, placed).json())
                    .as("order of publication\n" + text)
                    .isEqualTo(live.json());
            MeshObject restored = live;
            for (ExperimentRouting experiment : placed) {
                MergeResult removed = RouteMerge.remove(restored, experiment.id(), List.of());
                restored = removed instanceof MergeResult.Patch patch ? patch.after() : restored;
            }
            assertThat(restored.json()).as(text).isEqualTo(host.live().json());
        }
        // Much is shared between objects; nothing may be written into what they share.
        assertThat(host.live().json()).as("changed\n" + text).isEqualTo(untouched);
        return placed.size();
    }

    private static MeshObject merged(
            MeshObject live,
            ExperimentRouting experiment,
            Compilation.Compiled compiled,
            HostCase host,
            List<ExperimentRouting> placed,
            String text) {
        MergeResult merged = RouteMerge.apply(live, experiment.id(), experiment.revision(), compiled, List.of());
        MeshObject after = merged instanceof MergeResult.Patch patch ? patched(live, patch, text) : live;
        assertThat(RouteMerge.apply(after, experiment.id(), experiment.revision(), compiled, List.of()))
                .as("merged twice\n" + text)
                .isEqualTo(new MergeResult.Nothing());
        assertThat(RouteCompiler.compile(experiment, objects(after, host, placed)))
                .as("compiled twice\n" + text)
                .isEqualTo(compiled);
        MergeResult removed = RouteMerge.remove(after, experiment.id(), List.of());
        assertThat(removed instanceof MergeResult.Patch patch ? patch.after().json() : after.json())
                .as("removed\n" + text)
                .isEqualTo(live.json());
        if (host.cases().chance(0.5)) {
            ExperimentRouting before = host.before(experiment);
            compiled(before, live, host, placed)
                    .ifPresent(earlier -> overAnEarlierRevision(live, after, experiment, earlier, host, placed, text));
        }
        return after;
    }

    private static MeshObject patched(MeshObject live, MergeResult.Patch patch, String text) {
        assertThat(Patched.json(live, patch.operations()))
                .as("operations\n" + text)
                .isEqualTo(patch.after().json());
        return patch.after();
    }

    /** Three ways: what the earlier revision published, what others made of it, and what is wanted now. */
    private static void overAnEarlierRevision(
            MeshObject live,
            MeshObject wanted,
            ExperimentRouting experiment,
            Compilation.Compiled earlier,
            HostCase host,
            List<ExperimentRouting> placed,
            String text) {
        MeshObject altered = Meddling.with(
                RouteMerge.apply(live, experiment.id(), 0, earlier, List.of()) instanceof MergeResult.Patch patch
                        ? patch.after()
                        : live,
                experiment.id(),
                host.cases());
        HostObjects objects =
                new HostObjects(altered, host.others(), List.of(MeshFixture.SUBSETS), placed, earlier.routes());
        assertThat(RouteCompiler.compile(experiment, objects))
                .as("compiled over\n" + altered.json() + "\n" + text)
                .isInstanceOfSatisfying(Compilation.Compiled.class, compiled -> {
                    MergeResult merged = RouteMerge.apply(
                            altered, experiment.id(), experiment.revision(), compiled, earlier.routes());
                    MeshObject after =
                            merged instanceof MergeResult.Patch patch ? patched(altered, patch, text) : altered;
                    assertThat(after.json())
                            .as("merged over\n" + altered.json() + "\n" + text)
                            .isEqualTo(wanted.json());
                });
        MergeResult removed = RouteMerge.remove(altered, experiment.id(), earlier.routes());
        assertThat(removed instanceof MergeResult.Patch patch ? patch.after().json() : altered.json())
                .as("removed from\n" + altered.json() + "\n" + text)
                .isEqualTo(live.json());
    }

    /** Publishing the last experiment first gives the same object. */
    private static MeshObject inReverse(HostCase host, List<ExperimentRouting> placed) {
        MeshObject live = host.live();
        for (ExperimentRouting experiment : placed.reversed()) {
            List<ExperimentRouting> others =
                    placed.stream().filter(other -> other != experiment).toList();
            Compilation.Compiled compiled =
                    compiled(experiment, live, host, others).orElseThrow();
            MergeResult merged = RouteMerge.apply(live, experiment.id(), experiment.revision(), compiled, List.of());
            live = merged instanceof MergeResult.Patch patch ? patch.after() : live;
        }
        return live;
    }

    private static void sayTheSame(HostCase host, MeshObject live, List<ExperimentRouting> placed, String text) {
        Cases cases = host.cases();
        Oracle oracle = Oracle.of(placed, host.live(), state -> table(state, host.others()));
        RouteTable table = table(live, host.others());
        for (int i = 0; i < REQUESTS; i++) {
            Sent request = oracle.sticky(cases, cases.request());
            Optional<Answer> expected = oracle.expected(request);
            if (expected.isPresent()) {
                assertThat(Oracle.shown(table.evaluate(request.forTable())))
                        .as(text + "\n" + live.json() + "\n" + request)
                        .isEqualTo(expected.get());
            }
        }
    }

    private static HostObjects objects(MeshObject live, HostCase host, List<ExperimentRouting> others) {
        return new HostObjects(live, host.others(), List.of(MeshFixture.SUBSETS), others, List.of());
    }

    private static Optional<Compilation.Compiled> compiled(
            ExperimentRouting experiment, MeshObject live, HostCase host, List<ExperimentRouting> others) {
        return RouteCompiler.compile(experiment, objects(live, host, others)) instanceof Compilation.Compiled compiled
                        && compiled.findings().stream().noneMatch(CompiledTableTest::undecided)
                ? Optional.of(compiled)
                : Optional.empty();
    }

    private static boolean undecided(Finding finding) {
        return finding.code().equals("hijack-unknown") || finding.code().equals("overlap-unknown");
    }

    private static void count(Compilation compilation, Map<String, Integer> refused) {
        compilation.findings().stream()
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
