package io.meshtrial.experiment.verification.kiali;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.check.Subjects;
import io.meshtrial.experiment.verification.check.Verdict;
import io.meshtrial.experiment.verification.kiali.RecordedKiali.Recorded;
import io.meshtrial.routing.object.MeshObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scenarios that the recording's README describes (l, m, n, and codes it knows from Kiali's source) and of which no answer
 * was kept: a recorded answer, changed as described.
 */
class UnrecordedKialiTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration AGE = Duration.ofSeconds(80);
    private static final String OBJECTS = "GET /api/namespaces/demo/istio/networking.istio.io/v1/";
    private static final String GRAPH = "GET /api/namespaces/graph?namespaces=istio-system,demo&graphType=versionedApp"
            + "&injectServiceNodes=true&refreshInterval=0&duration=60s&appenders=";

    /** One finding on the VirtualService; the oracle is the README's table of codes and its advice on severities. */
    @ParameterizedTest
    @CsvSource({
        "KIA1101, warning,  false, DIFFERS, FINDING",
        "KIA1107, warning,  true,  DIFFERS, FINDING",
        "KIA1107, unknown,  true,  DIFFERS, FINDING",
        "KIA1102, error,    false, DIFFERS, FINDING",
        "KIA0202, warning,  false, DIFFERS, FINDING",
        "KIA0203, error,    false, DIFFERS, FINDING",
        "KIA0203, unknown,  true,  AGREES,",
        "KIA0201, warning,  true,  AGREES,",
        "KIA1106, warning,  true,  AGREES,",
        "KIA1108, unknown,  true,  AGREES,",
        "KIA9999, error,    true,  DIFFERS, FINDING",
        "KIA9999, warning,  true,  AGREES,",
        "KIA9999, critical, true,  UNKNOWN, UNKNOWN_FINDING",
        "KIA9999, warning,  false, UNKNOWN, UNKNOWN_FINDING"
    })
    void aFindingIsJudgedByCodeAndSeverity(
            String code, String severity, boolean valid, Verdict verdict, @Nullable Reason reason) throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            List<MeshObject> objects = kiali.objects();
            change(kiali, OBJECTS + "VirtualService/catalog?validate=true", check(code, severity), valid);
            Outcome outcome = rows(kiali).validations(objects);
            assertThat(outcome.verdict()).as(outcome.sentence()).isEqualTo(verdict);
            assertThat(outcome.reason()).isEqualTo(reason);
        }
    }

    /** m: two DestinationRules give a host the same subset; one names a subset without pods that no route uses. */
    @Test
    void twoDestinationRulesWithOneSubsetAreRemarked() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            String first = OBJECTS + "DestinationRule/catalog?validate=true";
            String second = first.replace("/catalog?", "/catalog-more?");
            kiali.with(second, json(text(kiali, first).replace("\"name\":\"catalog\"", "\"name\":\"catalog-more\"")));
            List<MeshObject> objects = new ArrayList<>(kiali.objects());
            objects.add(new MeshObject(new ObjectMapper()
                    .readTree(objects.get(1)
                            .json()
                            .toString()
                            .replace("\"name\":\"catalog\"", "\"name\":\"catalog-more\""))));
            change(kiali, first, check("KIA0201", "warning"), true);
            change(kiali, second, check("KIA0201", "warning") + "," + check("KIA0203", "unknown"), true);

            Outcome outcome = rows(kiali).validations(objects);

            assertThat(outcome.verdict()).as(outcome.sentence()).isEqualTo(Verdict.AGREES);
            assertThat(outcome.evidence().findings())
                    .extracting(Evidence.Finding::code)
                    .containsExactlyInAnyOrder("KIA0201", "KIA0201", "KIA0203");
        }
    }

    /** n: v2's back end was stopped; 800 sent, 712 to v1, 88 answered 503. Requests that failed were sent there too. */
    @ParameterizedTest
    @CsvSource({"10% to v2, AGREES,", "25% to v2, DIFFERS, OFF_TARGET"})
    void aVersionThatFailsHasItsShareAllTheSame(String rules, Verdict verdict, @Nullable Reason reason)
            throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            rates(kiali, "18.00", "{\"http\": \"17.69\", \"httpPercentReq\": \"88.4\"}");
            rates(kiali, "2.00", """
                    {"http": "2.31", "http5xx": "2.31", "httpPercentErr": "100.0", "httpPercentReq": "11.6"}""");

            Outcome outcome = rows(kiali).share(Subjects.subsets(rules, AGE));

            assertThat(outcome.verdict()).as(outcome.sentence()).isEqualTo(verdict);
            assertThat(outcome.reason()).isEqualTo(reason);
            assertThat(outcome.evidence().shares().get(1).requests()).isEqualTo(139);
        }
    }

    /** {@code includeIdleEdges}, or a version without traffic: the edge has no rates, and that is no request. */
    @Test
    void anEdgeWithoutRatesIsNoRequest() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            rates(kiali, "2.00", null);
            Subject nobody = Subjects.subsets("everyone else to v1", AGE);
            assertThat(rows(kiali).share(nobody).verdict()).isEqualTo(Verdict.AGREES);
            assertThat(rows(kiali).share(Subjects.subsets("10% to v2", AGE)).reason())
                    .isEqualTo(Reason.OFF_TARGET);
        }
    }

    /** A gateway's namespace that is called otherwise is the usual reason; the answer was recorded. */
    @Test
    void aNamespaceThatKialiDoesNotKnowIsSaidWithTheSettingThatNamesIt() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10");
                RecordedKiali errors = RecordedKiali.of("errors")) {
            Recorded unknown = errors.all().stream()
                    .filter(recorded -> recorded.name().equals("namespace-unknown-graph"))
                    .findFirst()
                    .orElseThrow();
            kiali.with(GRAPH, unknown);
            Outcome outcome = rows(kiali).share(Subjects.subsets("10% to v2", AGE));
            assertThat(outcome.reason()).isEqualTo(Reason.REFUSED);
            assertThat(outcome.sentence()).contains("meshtrial.kiali.gateway-namespaces");
        }
    }

    /** Only {@code /} redirects: any other path without the web root is a 404 in plain text. */
    @Test
    void anAddressWithoutTheWebRootIsSaid() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            KialiRows rows = KialiRows.anonymous(kiali.url().resolve("/"), TIMEOUT);
            List<MeshObject> objects = kiali.objects();
            for (Outcome outcome : List.of(rows.validations(objects), rows.share(Subjects.subsets("10% to v2", AGE)))) {
                assertThat(outcome.reason()).isEqualTo(Reason.NO_ANSWER);
                assertThat(outcome.sentence()).contains("web root");
            }
        }
    }

    /** The README's "a robust client tolerates". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "checks":[],"references":null} | "checks":null}
            "checks":[],"references":null} | "new":{"member":[1]}}
            "kind":"VirtualService","api   | "new":[null,{}],"kind":"VirtualService","api
            """)
    void membersThatAreNullMissingOrNewChangeNothing(String part, String instead) throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            List<MeshObject> objects = kiali.objects().subList(0, 1);
            String request = OBJECTS + "VirtualService/catalog?validate=true";
            assertThat(text(kiali, request)).contains(part);
            kiali.with(request, json(text(kiali, request).replace(part, instead)));
            assertThat(rows(kiali).validations(objects).verdict()).isEqualTo(Verdict.AGREES);
        }
    }

    /** @param instead of the rates of the edge that has so many requests a second; null leaves them out */
    private static void rates(RecordedKiali kiali, String requests, @Nullable String instead) {
        JsonNode graph = JSON.readTree(text(kiali, GRAPH));
        int changed = 0;
        for (JsonNode edge : graph.at("/elements/edges")) {
            if (edge.at("/data/traffic/rates/http").asString("").equals(requests)) {
                ObjectNode traffic = (ObjectNode) edge.at("/data/traffic");
                traffic.remove("rates");
                if (instead != null) {
                    traffic.set("rates", JSON.readTree(instead));
                }
                changed++;
            }
        }
        assertThat(changed).isEqualTo(1);
        kiali.with(GRAPH, json(graph.toString()));
    }

    private static KialiRows rows(RecordedKiali kiali) {
        return KialiRows.anonymous(kiali.url(), TIMEOUT);
    }

    private static void change(RecordedKiali kiali, String request, String checks, boolean valid) {
        kiali.with(
                request,
                json(text(kiali, request)
                        .replace(
                                "\"valid\":true,\"checks\":[]",
                                "\"valid\":" + valid + ",\"checks\":[" + checks + "]")));
    }

    private static String check(String code, String severity) {
        return "{\"code\":\"" + code + "\",\"message\":\"said\",\"severity\":\"" + severity
                + "\",\"path\":\"spec/host\"}";
    }

    private static String text(RecordedKiali kiali, String request) {
        return new String(kiali.answer(request).body(), StandardCharsets.UTF_8);
    }

    private static Recorded json(String body) {
        return new Recorded("", 200, "application/json", body);
    }
}
