package io.meshtrial.routing.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.importing.ImportedRoute;
import io.meshtrial.routing.importing.RuleImport;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.evaluate.RuleDecision;
import io.meshtrial.rules.evaluate.RuleEvaluator;
import io.meshtrial.rules.language.ParseResult;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.language.RuleParser;
import io.meshtrial.rules.resolution.ResolvedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random objects read back as rules. Oracle: the evaluator of the object itself. */
class ImportedRulesTest {

    private static final int OBJECTS = Size.of(1_000, 20_000);
    private static final int REQUESTS = 20;

    static List<Long> seeds() {
        return Size.counts() ? List.of(20_261_126L, System.nanoTime()) : List.of(20_261_126L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void importedRulesSayWhatTheObjectDoes(long seed) {
        Cases cases = new Cases(new SplittableRandom(seed));
        int whole = 0;
        for (int i = 0; i < OBJECTS; i++) {
            MeshObject object = sayable(cases.virtualService("catalog", "2026-01-02T00:00:00Z"), cases);
            RuleImport imported = RuleImport.of(object);
            String text = "seed " + seed + ", object " + i + "\n" + object.json() + "\n"
                    + RuleFormatter.format(imported.rules());
            if (!imported.rules().rules().isEmpty()) {
                assertThat(RuleParser.parse(RuleFormatter.format(imported.rules())))
                        .as(text)
                        .isInstanceOfSatisfying(
                                ParseResult.Parsed.class,
                                parsed -> assertThat(parsed.rules()).isEqualTo(imported.rules()));
            }
            if (imported.routes().stream().allMatch(ImportedRulesTest::isSaidOrNeverReached)) {
                whole++;
                sameAnswers(object, imported, cases, text);
            }
        }
        System.out.printf("seed %d: %d of %d objects are rules as a whole%n", seed, whole, OBJECTS);
        assertThat(whole).as("objects that are rules as a whole").isGreaterThan(OBJECTS / 5);
    }

    /** Most random objects hold something that no rule says; so most of that is taken out. */
    private static MeshObject sayable(MeshObject object, Cases cases) {
        ObjectNode copy = object.json().deepCopy();
        for (JsonNode route : copy.at("/spec/http")) {
            ObjectNode said = (ObjectNode) route;
            if (cases.chance(0.9)) {
                said.retain("name", "match", "route");
                for (int i = 0; i < route.path("route").size(); i++) {
                    ((ObjectNode) route.path("route").get(i))
                            .put("weight", 40 + 20 * i)
                            .remove("headers");
                }
            }
            if (said.isEmpty() || !said.has("route") && !said.has("redirect")) {
                said.putArray("route").addObject().putObject("destination").put("host", "other");
            }
            if (cases.chance(0.1)) {
                said.withArray("/match").add(JsonNodeFactory.instance.objectNode());
            }
        }
        return new MeshObject(copy);
    }

    private static boolean isSaidOrNeverReached(ImportedRoute route) {
        return !(route instanceof ImportedRoute.Foreign foreign)
                || foreign.reason().startsWith("never reached");
    }

    private static void sameAnswers(MeshObject object, RuleImport imported, Cases cases, String text) {
        List<MeshObject> objects = new ArrayList<>(MeshFixture.OBJECTS);
        objects.add(object);
        RouteTable table = RouteTable.of(Listener.ingress(80), objects);
        RuleEvaluator rules = RuleEvaluator.of(
                imported.rules(), imported.variants().getFirst().name());
        for (int i = 0; i < REQUESTS; i++) {
            Sent request = cases.request();
            assertThat(shares(rules.evaluate(request.forRules()), imported.variants()))
                    .as(text + request)
                    .isEqualTo(shares(table.evaluate(request.forTable())));
        }
    }

    private static Map<String, Double> shares(RuleDecision decision, List<RoutedVariant> variants) {
        Map<String, Double> shares = new TreeMap<>();
        if (decision instanceof RuleDecision.Decided(ResolvedRule rule)) {
            rule.distribution().stream()
                    .filter(share -> share.share().parts() > 0)
                    .forEach(share -> shares.merge(
                            host(share.variant(), variants), share.share().parts() / 10_000.0, Double::sum));
        }
        return shares;
    }

    private static String host(String name, List<RoutedVariant> variants) {
        return variants.stream()
                        .filter(variant -> variant.name().equals(name))
                        .map(RoutedVariant::host)
                        .findFirst()
                        .orElseThrow()
                + ".demo.svc.cluster.local";
    }

    private static Map<String, Double> shares(RouteOutcome outcome) {
        Map<String, Double> shares = new TreeMap<>();
        if (outcome instanceof RouteOutcome.Forwarded forwarded) {
            double total = forwarded.forwarding().totalWeight();
            forwarded
                    .forwarding()
                    .destinations()
                    .forEach(arm -> shares.merge(arm.destination().host(), arm.weight() / total, Double::sum));
        }
        return shares;
    }
}
