package io.meshtrial.routing.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.compile.Drawing;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.evaluate.WeightedDestination;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.DrawnWeights;
import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.model.TextMatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Users with cookie jars through eight changes of weights, by the evaluator of real routes: one rule, and two that draw in
 * cookies of their own and change by different weights, between which users wander.
 */
class RampSimulationTest {

    private static final int USERS = Size.of(4_000, 100_000);
    private static final double VISITS = 0.7;

    /** Two-sided 99.9 % quantile of the normal distribution (R: qnorm(0.9995)). */
    private static final double Z = 3.290527;

    /**
     * For a seed that nobody has seen: of the 24 shares of each rule, one lies outside 99.9 % now and then. Two-sided
     * quantile for 10⁻⁸ (R: qnorm(1 - 5e-9)).
     */
    private static final double Z_FRESH = 5.730729;

    /** v1, v2, v3: up, up, down, up again, mixed, to zero and back, equal. */
    private static final int[][] STEPS = {
        {9000, 1000, 0}, {7000, 2000, 1000}, {8500, 500, 1000}, {5000, 3000, 2000},
        {4000, 2000, 4000}, {6000, 4000, 0}, {2000, 3000, 5000}, {3400, 3300, 3300}
    };

    private static final List<String> NAMES = List.of("v1", "v2", "v3");

    /** @param cookieName empty for the usual one
     * @param rules that draw users */
    record Run(String cookieName, int rules, long seed) {}

    static List<Run> runs() {
        long fresh = System.nanoTime();
        List<Run> runs =
                new ArrayList<>(List.of(new Run("", 1, FIXED), new Run("a.b%c*|", 1, FIXED), new Run("", 2, FIXED)));
        if (Size.counts()) {
            runs.addAll(List.of(new Run("", 1, fresh), new Run("", 2, fresh)));
        }
        return runs;
    }

    private static final long FIXED = 20_261_122;

    private SplittableRandom random = new SplittableRandom(FIXED);
    private double z = Z;
    private int outside;

    @ParameterizedTest
    @MethodSource("runs")
    void shares_are_met_at_each_step_and_nobody_moves_who_need_not(Run run) {
        random = new SplittableRandom(run.seed());
        z = run.seed() == FIXED ? Z : Z_FRESH;
        String[][] jars = new String[USERS][run.rules()];
        MeshObject live = Samples.object("""
            {apiVersion: 'networking.istio.io/v1', kind: 'VirtualService',
             metadata: {name: 'catalog', namespace: 'demo', resourceVersion: '1'},
             spec: {hosts: ['*'], gateways: ['catalog-gateway'],
                    http: [{route: [{destination: {host: 'catalog-v1'}}]}]}}
            """);
        List<List<DrawnWeights>> histories = new ArrayList<>();
        for (int rule = 0; rule < run.rules(); rule++) {
            histories.add(new ArrayList<>());
        }
        for (int step = 0; step < STEPS.length; step++) {
            int revision = step + 1;
            for (int rule = 0; rule < run.rules(); rule++) {
                histories.get(rule).add(new DrawnWeights(revision, weights(step, rule)));
            }
            ExperimentRouting experiment = experiment(step, revision, histories, run.cookieName());
            assertThat(RouteCompiler.compile(experiment, HostObjects.of(live)).findings())
                    .as("findings of a ramp")
                    .isEmpty();
            MergeResult merged = RouteMerge.apply(live, "e", revision, Samples.compiled(experiment, live), List.of());
            live = ((MergeResult.Patch) merged).after();
            visit(table(live), jars, step, run);
        }
        System.out.printf(
                "%s, %d users: %d of %d shares outside 99.9 %%%n",
                run, USERS, outside, STEPS.length * NAMES.size() * run.rules());
    }

    private void visit(RouteTable table, String[][] jars, int step, Run run) {
        int[][] seen = new int[run.rules()][NAMES.size()];
        for (String[] jar : jars) {
            for (int rule = 0; rule < run.rules(); rule++) {
                if (random.nextDouble() >= VISITS) {
                    continue;
                }
                String before = jar[rule];
                String[] others = jar.clone();
                int served = request(table, jar, rule, run);
                seen[rule][served]++;
                if (before != null && neverShrank(before, step, rule)) {
                    assertThat(NAMES.get(served))
                            .as(run + before + " at step " + step)
                            .isEqualTo(variant(before));
                }
                for (int other = 0; other < run.rules(); other++) {
                    if (other != rule) {
                        assertThat(jar[other]).as("cookie of another rule").isEqualTo(others[other]);
                    }
                }
            }
        }
        for (int rule = 0; rule < run.rules(); rule++) {
            int visits = IntStream.of(seen[rule]).sum();
            for (int v = 0; v < NAMES.size(); v++) {
                double share = step(step, rule)[v] / 10_000.0;
                double deviation = Math.sqrt(share * (1 - share) / visits);
                double seenShare = seen[rule][v] / (double) visits;
                outside += Math.abs(seenShare - share) > Z * deviation ? 1 : 0;
                assertThat(seenShare)
                        .as(run + " step " + step + " rule " + rule + " " + NAMES.get(v))
                        .isBetween(share - z * deviation, share + z * deviation);
            }
        }
    }

    private int request(RouteTable table, String[] jar, int rule, Run run) {
        Sent sent = new Sent(rule == 0 && run.rules() > 1 ? "POST" : "GET", "shop.test", "/", List.of());
        String kept = Arrays.stream(jar).filter(Objects::nonNull).collect(Collectors.joining("; "));
        if (!kept.isEmpty()) {
            sent = sent.with("cookie", "theme=dark; " + kept);
        }
        RouteOutcome outcome = table.evaluate(sent.forTable());
        RouteOutcome.Forwarded forwarded = (RouteOutcome.Forwarded) outcome;
        WeightedDestination drawn = forwarded
                .forwarding()
                .draw(random.nextLong(forwarded.forwarding().totalWeight()));
        for (Header header : forwarded.forwarding().respond(drawn, List.of())) {
            if (header.name().equalsIgnoreCase("set-cookie")) {
                // As a browser does it: by the cookie's name, whichever rule was asked.
                boolean further = header.value().startsWith("mt-e.2=");
                jar[further ? 1 : 0] =
                        header.value().substring(0, header.value().indexOf(';'));
            }
        }
        return NAMES.indexOf(drawn.destination().host().substring("catalog-".length(), "catalog-v1".length()));
    }

    private static String variant(String cookie) {
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(".r", cookie.indexOf('=')));
    }

    private static boolean neverShrank(String cookie, int step, int rule) {
        int from = Integer.parseInt(cookie.replaceFirst("[^=]*=[^.]*\\.r([0-9]+)\\..*", "$1")) - 1;
        int v = NAMES.indexOf(variant(cookie));
        for (int s = from + 1; s <= step; s++) {
            if (step(s, rule)[v] < step(s - 1, rule)[v]) {
                return false;
            }
        }
        return true;
    }

    /** The second rule goes the same way backwards. */
    private static int[] step(int step, int rule) {
        return STEPS[rule == 0 ? step : STEPS.length - 1 - step];
    }

    private static Map<String, Integer> weights(int step, int rule) {
        int[] parts = step(step, rule);
        return Map.of("v1", parts[0], "v2", parts[1], "v3", parts[2]);
    }

    private static ExperimentRouting experiment(
            int step, int revision, List<List<DrawnWeights>> histories, String cookieName) {
        List<Rule> rules = new ArrayList<>();
        Map<Integer, Drawing> drawings = new HashMap<>();
        for (int rule = 0; rule < histories.size(); rule++) {
            Condition condition = rule < histories.size() - 1
                    ? new Condition.Method(new TextMatch.Exact("POST"))
                    : new Condition.Always();
            rules.add(new Rule.Allocate(
                    condition,
                    new Allocation(
                            RandomisationUnit.USER,
                            List.of(
                                    new Allocation.VariantShare("v2", new Share(step(step, rule)[1])),
                                    new Allocation.VariantShare("v3", new Share(step(step, rule)[2]))))));
            drawings.put(rule + 1, new Drawing(revision, Samples.TOKEN, List.copyOf(histories.get(rule))));
        }
        return new ExperimentRouting(
                "e",
                revision,
                List.of(
                        new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, null),
                        new RoutedVariant("v2", VariantRole.TREATMENT, "catalog-v2", null, null),
                        new RoutedVariant("v3", VariantRole.TREATMENT, "catalog-v3", null, null)),
                new Rules(rules),
                drawings,
                false,
                0,
                Instant.EPOCH,
                cookieName.isEmpty() ? StickySettings.defaults() : Samples.cookieNamed(cookieName));
    }

    private static RouteTable table(MeshObject live) {
        List<MeshObject> objects = new ArrayList<>(MeshFixture.OBJECTS);
        objects.add(live);
        return RouteTable.of(Listener.ingress(80), objects);
    }
}
