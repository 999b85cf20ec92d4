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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users with cookie jars through eight changes of weights, by the evaluator of real routes. */
class RampSimulationTest {

    private static final int USERS = Size.of(4_000, 100_000);
    private static final double VISITS = 0.7;

    /** Two-sided 99.9 % quantile of the normal distribution (R: qnorm(0.9995)). */
    private static final double Z = 3.290527;

    /** v1, v2, v3: up, up, down, up again, mixed, to zero and back, equal. */
    private static final int[][] STEPS = {
        {9000, 1000, 0}, {7000, 2000, 1000}, {8500, 500, 1000}, {5000, 3000, 2000},
        {4000, 2000, 4000}, {6000, 4000, 0}, {2000, 3000, 5000}, {3400, 3300, 3300}
    };

    private static final List<String> NAMES = List.of("v1", "v2", "v3");

    private final SplittableRandom random = new SplittableRandom(20_261_122);

    /** @param cookieName empty for the usual one */
    @ParameterizedTest
    @ValueSource(strings = {"", "a.b%c*|"})
    void shares_are_met_at_each_step_and_nobody_moves_who_need_not(String cookieName) {
        String[] cookies = new String[USERS];
        MeshObject live = Samples.object("""
            {apiVersion: 'networking.istio.io/v1', kind: 'VirtualService',
             metadata: {name: 'catalog', namespace: 'demo', resourceVersion: '1'},
             spec: {hosts: ['*'], gateways: ['catalog-gateway'],
                    http: [{route: [{destination: {host: 'catalog-v1'}}]}]}}
            """);
        List<DrawnWeights> history = new ArrayList<>();
        for (int step = 0; step < STEPS.length; step++) {
            int revision = step + 1;
            history.add(new DrawnWeights(revision, weights(step)));
            ExperimentRouting experiment = experiment(step, revision, history, cookieName);
            assertThat(RouteCompiler.compile(experiment, HostObjects.of(live)).findings())
                    .as("findings of a ramp")
                    .isEmpty();
            MergeResult merged = RouteMerge.apply(live, "e", revision, Samples.compiled(experiment, live), List.of());
            live = ((MergeResult.Patch) merged).after();
            visit(table(live), cookies, step);
        }
    }

    private void visit(RouteTable table, String[] cookies, int step) {
        int[] seen = new int[NAMES.size()];
        int visits = 0;
        for (int user = 0; user < cookies.length; user++) {
            if (random.nextDouble() >= VISITS) {
                continue;
            }
            visits++;
            String before = cookies[user];
            int served = request(table, cookies, user);
            seen[served]++;
            if (before != null && neverShrank(before, step)) {
                assertThat(NAMES.get(served)).as(before + " at step " + step).isEqualTo(variant(before));
            }
        }
        for (int v = 0; v < NAMES.size(); v++) {
            double share = STEPS[step][v] / 10_000.0;
            double half = Z * Math.sqrt(share * (1 - share) / visits);
            assertThat(seen[v] / (double) visits)
                    .as("step " + step + " " + NAMES.get(v))
                    .isBetween(share - half, share + half);
        }
    }

    private int request(RouteTable table, String[] cookies, int user) {
        Sent sent = new Sent("GET", "shop.test", "/", List.of());
        if (cookies[user] != null) {
            sent = sent.with("cookie", "theme=dark; " + cookies[user]);
        }
        RouteOutcome outcome = table.evaluate(sent.forTable());
        RouteOutcome.Forwarded forwarded = (RouteOutcome.Forwarded) outcome;
        WeightedDestination drawn = forwarded
                .forwarding()
                .draw(random.nextLong(forwarded.forwarding().totalWeight()));
        for (Header header : forwarded.forwarding().respond(drawn, List.of())) {
            if (header.name().equalsIgnoreCase("set-cookie")) {
                cookies[user] = header.value().substring(0, header.value().indexOf(';'));
            }
        }
        return NAMES.indexOf(drawn.destination().host().substring("catalog-".length(), "catalog-v1".length()));
    }

    private static String variant(String cookie) {
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(".r", cookie.indexOf('=')));
    }

    private static boolean neverShrank(String cookie, int step) {
        int from = Integer.parseInt(cookie.replaceFirst("[^=]*=[^.]*\\.r([0-9]+)\\..*", "$1")) - 1;
        int v = NAMES.indexOf(variant(cookie));
        for (int s = from + 1; s <= step; s++) {
            if (STEPS[s][v] < STEPS[s - 1][v]) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Integer> weights(int step) {
        return Map.of("v1", STEPS[step][0], "v2", STEPS[step][1], "v3", STEPS[step][2]);
    }

    private static ExperimentRouting experiment(int step, int revision, List<DrawnWeights> history, String cookieName) {
        Allocation allocation = new Allocation(
                RandomisationUnit.USER,
                List.of(
                        new Allocation.VariantShare("v2", new Share(STEPS[step][1])),
                        new Allocation.VariantShare("v3", new Share(STEPS[step][2]))));
        return new ExperimentRouting(
                "e",
                revision,
                List.of(
                        new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, null),
                        new RoutedVariant("v2", VariantRole.TREATMENT, "catalog-v2", null, null),
                        new RoutedVariant("v3", VariantRole.TREATMENT, "catalog-v3", null, null)),
                new Rules(List.of(new Rule.Allocate(new Condition.Always(), allocation))),
                Map.of(1, new Drawing(revision, Samples.TOKEN, List.copyOf(history))),
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
