package io.meshtrial.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.plan.AudienceRow.Takes;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.evaluate.CompiledCondition;
import io.meshtrial.rules.language.ParseResult;
import io.meshtrial.rules.language.RuleParser;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random rules on random objects, some beside an experiment of higher priority. Oracles: whether a request belongs to a row
 * is read from the row's own text by the rules' evaluator, which knows no VirtualService; what it gets is what the evaluator
 * of the mesh says of the object as the plan would leave it.
 */
class WhoGetsWhatTest {

    private static final int CASES = Boolean.getBoolean("meshtrial.proof") ? 4_000 : 150;
    private static final int REQUESTS = 40;

    private final Map<Takes, Integer> seen = new EnumMap<>(Takes.class);
    private int refused;
    private int told;

    @Test
    void eachRequestIsInExactlyOneRowAndGetsWhatTheRowSays() {
        long fresh = System.nanoTime();
        System.out.println("who gets what: seeds 20261126 and " + fresh);
        run(20_261_126);
        run(fresh);
        System.out.println("who gets what: " + seen + ", refused plans " + refused + " of " + 2 * CASES);
        assertThat(seen).containsOnlyKeys(Takes.values());
        assertThat(refused).isLessThan(CASES);
        // Most rows say what their requests get, those that no rule decides among them.
        assertThat(told).isGreaterThan(CASES * REQUESTS);
    }

    private void run(long seed) {
        RandomHost random = new RandomHost(new SplittableRandom(seed));
        for (int i = 0; i < CASES; i++) {
            MeshObject base = random.virtualService();
            ReadRules rules = random.rules();
            ExperimentRouting ours = random.experiment("ours", rules, 0);
            ReadRules first = random.rules();
            List<ExperimentRouting> others =
                    random.oneIn(3) ? List.of(random.experiment("first", first, 7)) : List.of();
            Optional<MeshObject> prepared =
                    others.isEmpty() ? Optional.of(base) : merged(base, others.getFirst(), List.of(ours));
            MeshObject before = prepared.orElse(base);
            HostObjects host = new HostObjects(before, List.of(), List.of(), others, List.of());
            if (prepared.isPresent()
                    && RouteCompiler.compile(ours, host) instanceof Compilation.Compiled compiled
                    && RouteMerge.apply(before, "ours", 1, compiled, List.of()) instanceof MergeResult.Patch patch) {
                Host tables = new Host(table(random, base), table(random, before), table(random, patch.after()));
                List<AudienceRow> rows = WhoGetsWhat.of(ours, host, compiled, rules);
                for (int request = 0; request < REQUESTS; request++) {
                    holds(rows, rules, others.isEmpty() ? null : first, tables, random.request());
                }
            } else {
                refused++;
            }
        }
    }

    /** The tables without experiments, without ours, and with all. */
    private record Host(RouteTable base, RouteTable before, RouteTable after) {}

    private static RouteTable table(RandomHost random, MeshObject virtualService) {
        return RouteTable.of(Listener.ingress(80), List.of(random.gateway(), virtualService));
    }

    private static Optional<MeshObject> merged(
            MeshObject base, ExperimentRouting first, List<ExperimentRouting> others) {
        HostObjects host = new HostObjects(base, List.of(), List.of(), others, List.of());
        return RouteCompiler.compile(first, host) instanceof Compilation.Compiled compiled
                        && RouteMerge.apply(base, first.id(), 1, compiled, List.of()) instanceof MergeResult.Patch patch
                ? Optional.of(patch.after())
                : Optional.empty();
    }

    private void holds(
            List<AudienceRow> rows,
            ReadRules rules,
            @Nullable ReadRules first,
            Host tables,
            RandomHost.Request request) {
        List<AudienceRow> belongs = rows.stream()
                .filter(row -> takes(row, rows, rules, first, tables.base(), request))
                .toList();
        assertThat(belongs).as("%s under %s: %s", request, rules.text(), rows).hasSize(1);
        AudienceRow row = belongs.getFirst();
        seen.merge(row.takes(), 1, Integer::sum);
        Map<String, Double> gets = shares(tables.after().evaluate(request.mesh()));
        if (!row.shares().isEmpty()) {
            told++;
            Map<String, Double> says = new TreeMap<>();
            row.shares().forEach(share -> says.merge(share.service(), share.parts() / 10_000.0, Double::sum));
            assertThat(gets).as("%s in %s", request, row).isEqualTo(says);
        }
        if (row.takes() == Takes.RULE) {
            assertThat(row.shares()).isNotEmpty();
        } else {
            assertThat(gets)
                    .as("%s in %s", request, row)
                    .isEqualTo(shares(tables.before().evaluate(request.mesh())));
        }
    }

    private static boolean takes(
            AudienceRow row,
            List<AudienceRow> rows,
            ReadRules rules,
            @Nullable ReadRules first,
            RouteTable base,
            RandomHost.Request request) {
        String route = route(base.evaluate(request.mesh()));
        boolean elsewhere = rows.stream()
                .filter(other -> other.takes() == Takes.OTHER_ROUTES)
                .anyMatch(other -> other.routes().contains(route));
        boolean firstHas = first != null
                && !route.isEmpty()
                && !elsewhere
                && first.rules().rules().stream().anyMatch(rule -> holds(condition(rule), request));
        return switch (row.takes()) {
            case NO_ROUTE -> route.isEmpty();
            case OTHER_ROUTES -> row.routes().contains(route);
            case OTHER_EXPERIMENT -> firstHas;
            case RULE, NO_RULE ->
                !route.isEmpty()
                        && !elsewhere
                        && !firstHas
                        && (row.routes().isEmpty() || row.routes().contains(route))
                        && holds(said(row.audience()), request)
                        && row.lessLines().stream()
                                .noneMatch(line -> holds(
                                        condition(rules.rules()
                                                .rules()
                                                .get(rules.lines().indexOf(line))),
                                        request));
        };
    }

    private static boolean holds(Condition condition, RandomHost.Request request) {
        return CompiledCondition.of(condition).holds(request.rules());
    }

    private static Condition condition(Rule rule) {
        return switch (rule) {
            case Rule.Allocate allocate -> allocate.condition();
            case Rule.EveryoneElse everyone -> new Condition.Always();
            case Rule.Mirror mirror -> new Condition.Or(List.of());
        };
    }

    private static Condition said(String audience) {
        if (audience.startsWith("everyone")) {
            return new Condition.Always();
        }
        ParseResult.Parsed parsed = (ParseResult.Parsed) RuleParser.parse(audience + " to v1");
        return condition(parsed.rules().rules().getFirst());
    }

    /** The base route that takes a request; empty where none does. */
    private static String route(RouteOutcome outcome) {
        return switch (outcome) {
            case RouteOutcome.Forwarded forwarded -> forwarded.route().name();
            case RouteOutcome.Answered answered -> answered.route().name();
            case RouteOutcome.NoRoute none -> "";
            case RouteOutcome.PassThrough none -> "";
            case RouteOutcome.Refused none -> "";
        };
    }

    private static Map<String, Double> shares(RouteOutcome outcome) {
        Map<String, Double> shares = new TreeMap<>();
        if (outcome instanceof RouteOutcome.Forwarded forwarded) {
            forwarded
                    .forwarding()
                    .destinations()
                    .forEach(arm -> shares.merge(
                            arm.destination().host().replaceAll("\\..*", ""),
                            (double) arm.weight() / forwarded.forwarding().totalWeight(),
                            Double::sum));
        } else {
            shares.put(outcome.getClass().getSimpleName(), 1.0);
        }
        return shares;
    }

    /** Oracle: hosts as recorded (c0573 to c0575, c0149): without case and port, wildcards of any depth, the narrower has it. */
    @ParameterizedTest
    @CsvSource({
        "shop.test, shop.test, g, true",
        "shop.test, SHOP.test, g, true",
        "shop.test, *.test, g, true",
        "shop.test, *, g, true",
        "*.test, a.shop.test, g, true",
        "*.test, *.shop.test, g, true",
        "shop.test:8080, shop.test, g, true",
        "catalog, catalog.demo.svc.cluster.local, g, true",
        "shop.test, test, g, false",
        "*.test, test, g, false",
        "*.shop.test, *.other.test, g, false",
        "shop.test, a.shop.test, g, false",
        "shop.test, shop.test, elsewhere, false",
    })
    void whatAnotherObjectMayTakeHasARow(String host, String other, String gateway, boolean told) {
        MeshObject ours = bound("catalog", host, "g");
        HostObjects live =
                new HostObjects(ours, List.of(bound("other", other, gateway)), List.of(), List.of(), List.of());
        RandomHost random = new RandomHost(new SplittableRandom(1));
        ReadRules rules = RuleReader.stored("10% to v2");
        ExperimentRouting experiment = random.experiment("ours", rules, 0);
        assertThat(WhoGetsWhat.of(experiment, live, RouteCompiler.compile(experiment, live), rules).stream()
                        .anyMatch(row -> row.audience().contains("demo/other")))
                .isEqualTo(told);
    }

    private static MeshObject bound(String name, String host, String gateway) {
        return RandomHost.object(
                "VirtualService",
                name,
                "{\"hosts\":[\"" + host + "\"],\"gateways\":[\"" + gateway
                        + "\"],\"http\":[{\"route\":[{\"destination\":{\"host\":\"catalog-v1\"}}]}]}");
    }

    @Test
    void aRefusedPlanSaysWhichRequestsItHasNoSayInToo() {
        RandomHost random = new RandomHost(new SplittableRandom(1));
        ReadRules rules = RuleReader.stored("10% to v2");
        ExperimentRouting experiment = random.experiment("ours", rules, 0);
        HostObjects host = HostObjects.of(RandomHost.object("VirtualService", "catalog", """
                {"hosts": ["shop.test"], "gateways": ["g"], "http": [
                  {"name": "assets", "match": [{"uri": {"prefix": "/a"}}], "route": [{"destination": {"host": "assets"}}]},
                  {"name": "rest", "route": [{"destination": {"host": "catalog-v1"}}]}]}"""));
        List<AudienceRow> rows = WhoGetsWhat.of(experiment, host, new Compilation.Refused(List.of()), rules);
        assertThat(rows)
                .isEqualTo(WhoGetsWhat.of(experiment, host, RouteCompiler.compile(experiment, host), rules))
                .filteredOn(row -> row.takes() == Takes.OTHER_ROUTES)
                .extracting(AudienceRow::routes)
                .containsExactly(List.of("assets"));
    }

    /** So that a plan of the largest text stays a matter of a moment; what it took is told, not judged. */
    @Test
    void theLargestTextHasItsTableToo() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            lines.add("header x-tenant is \"t" + i + "\": 10% to v2");
        }
        ReadRules rules = RuleReader.stored(String.join("\n", lines));
        RandomHost random = new RandomHost(new SplittableRandom(1));
        ExperimentRouting experiment = random.experiment("ours", rules, 0);
        HostObjects host = HostObjects.of(random.virtualService());
        long begin = System.nanoTime();
        List<AudienceRow> rows = WhoGetsWhat.of(experiment, host, new Compilation.Refused(List.of()), rules);
        System.out.println("who gets what: 500 rules in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        assertThat(rows.stream().filter(row -> row.takes() == Takes.RULE)).hasSize(500);
    }
}
