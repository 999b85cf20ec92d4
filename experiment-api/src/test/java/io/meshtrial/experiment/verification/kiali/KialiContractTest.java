package io.meshtrial.experiment.verification.kiali;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.check.Subjects;
import io.meshtrial.experiment.verification.check.Verdict;
import io.meshtrial.experiment.verification.kiali.KialiProperties.Strategy;
import io.meshtrial.experiment.verification.kiali.RecordedKiali.Recorded;
import io.meshtrial.routing.object.MeshObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every recorded scenario of a real Kiali, and what its two rows must say. */
class KialiContractTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Old enough for a window of one minute and no longer one. */
    private static final Duration AGE = Duration.ofSeconds(80);

    private static final String OBJECT =
            "GET /api/namespaces/demo/istio/networking.istio.io/v1/VirtualService/catalog?validate=true";

    /** The oracle is the recording's README: codes and severities, and requests sent in each scenario. */
    @ParameterizedTest
    @CsvSource({
        "a-split-90-10,                  AGREES,,                  ''",
        "a2-gateway-telemetry-only,      AGREES,,                  ''",
        "auth-token-required,            UNKNOWN, REFUSED,         ''",
        "b-user-agent,                   AGREES,,                  ''",
        "c-subset-missing,               DIFFERS, FINDING,         KIA1107",
        "d-host-missing,                 DIFFERS, FINDING,         KIA1101",
        "d2-host-missing-single,         DIFFERS, FINDING,         KIA1101",
        "d3-host-missing-registry-only,  DIFFERS, FINDING,         KIA1101",
        "e1-weight-single-99,            AGREES,,                  KIA1104",
        "e2-weight-sum-90,               AGREES,,                  ''",
        "e3-weight-sum-110,              AGREES,,                  ''",
        "e4-weight-missing,              AGREES,,                  ''",
        "e5-weight-100-0,                AGREES,,                  ''",
        "e6-weight-negative,             AGREES,,                  ''",
        "e7-same-subset-twice,           AGREES,,                  KIA1105 KIA1105",
        "f-two-vs-one-host,              AGREES,,                  KIA1106",
        "g-gateway-missing,              DIFFERS, FINDING,         KIA1102",
        "h-subset-no-pods,               DIFFERS, FINDING,         KIA0203",
        "i-service-per-version,          AGREES,,                  ''",
        "j-many-named-routes,            AGREES,,                  ''",
        "j2-named-routes-broken,         DIFFERS, FINDING,         KIA1101 KIA1107 KIA1107",
        "k-empty,                        UNKNOWN, OLD_OBJECT,      ''",
        "prometheus-down-at-start,       AGREES,,                  ''",
        "prometheus-lost,                AGREES,,                  ''",
        "validations-off,                UNKNOWN, VALIDATIONS_OFF, ''"
    })
    void validationsAreJudgedByCodeAndSeverity(String scenario, Verdict verdict, @Nullable Reason reason, String codes)
            throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of(scenario)) {
            Outcome outcome = KialiRows.anonymous(kiali.url(), TIMEOUT).validations(objects(kiali));
            assertThat(outcome.verdict()).as(outcome.sentence()).isEqualTo(verdict);
            assertThat(outcome.reason()).isEqualTo(reason);
            assertThat(outcome.evidence().findings())
                    .extracting(Evidence.Finding::code)
                    .containsExactlyInAnyOrder(codes.isEmpty() ? new String[0] : codes.split(" "));
        }
    }

    /** Shares as sent: a 90/10, b 32.5/67.5, e5 100/0, i 32.5/67.5; no traffic in c to h, j and k. */
    @ParameterizedTest
    @CsvSource({
        "a-split-90-10,             10% to v2,            AGREES,",
        "a-split-90-10,             25% to v2,            DIFFERS,   OFF_TARGET",
        "a2-gateway-telemetry-only, 10% to v2,            AGREES,",
        "auth-token-required,       10% to v2,            UNKNOWN,   REFUSED",
        "b-user-agent,              Chrome to v1,         UNKNOWN,   NO_TARGET",
        "b-user-agent,              10% to v2,            DIFFERS,   OFF_TARGET",
        "c-subset-missing,          10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "d-host-missing,            10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "d2-host-missing-single,    10% to v2,            UNKNOWN,   NO_ANSWER",
        "d3-host-missing-registry-only, 10% to v2,            UNKNOWN,   NO_ANSWER",
        "e1-weight-single-99,        10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "e2-weight-sum-90,          10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "e3-weight-sum-110,          10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "e4-weight-missing,          10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "e5-weight-100-0,           everyone else to v1,  AGREES,",
        "e5-weight-100-0,           10% to v2,            DIFFERS,   OFF_TARGET",
        "e6-weight-negative,         10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "e7-same-subset-twice,       10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "f-two-vs-one-host,         10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "g-gateway-missing,          10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "h-subset-no-pods,           10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "i-service-per-version,     67% to v2,            AGREES,",
        "i-service-per-version,     10% to v2,            DIFFERS,   OFF_TARGET",
        "j-many-named-routes,       10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "j2-named-routes-broken,     10% to v2,            UNKNOWN,   NO_ANSWER",
        "k-empty,                   10% to v2,            TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "prometheus-down-at-start,  10% to v2,            UNKNOWN,   NO_PROMETHEUS",
        "prometheus-lost,           10% to v2,            UNKNOWN,   NO_ANSWER",
        "prometheus-slow,           10% to v2,            UNKNOWN,   NO_ANSWER",
        "validations-off,           10% to v2,            UNKNOWN,   NO_ANSWER"
    })
    void sharesAreReadFromTheEdgesOfTheGraph(String scenario, String rules, Verdict verdict, @Nullable Reason reason)
            throws Exception {
        try (RecordedKiali kiali = withStatus(RecordedKiali.of(scenario))) {
            Subject subject = scenario.startsWith("i-") ? Subjects.services(rules, AGE) : Subjects.subsets(rules, AGE);
            Outcome outcome = KialiRows.anonymous(kiali.url(), TIMEOUT).share(subject);
            assertThat(outcome.verdict()).as(outcome.sentence()).isEqualTo(verdict);
            assertThat(outcome.reason()).isEqualTo(reason);
        }
    }

    @Test
    void countsStandBesideTheShareThatTheyGive() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            Outcome outcome = KialiRows.anonymous(kiali.url(), TIMEOUT).share(Subjects.subsets("10% to v2", AGE));
            Evidence.Share v2 = outcome.evidence().shares().get(1);
            assertThat(v2.requests()).isEqualTo(120);
            assertThat(v2.observed()).isEqualTo(0.1);
            assertThat(outcome.links().getFirst().href())
                    .isEqualTo(kiali.url() + "/console/graph/namespaces?namespaces=istio-system,demo"
                            + "&graphType=versionedApp&injectServiceNodes=true&duration=60");
        }
    }

    /** Oracle: the recording's README, "Links into the UI". */
    @ParameterizedTest
    @CsvSource({"a-split-90-10, true", "i-service-per-version, false"})
    void linksLeadToTheGraphOfEachServiceAndVersion(String scenario, boolean subsets) throws Exception {
        String shown = "?graphType=versionedApp&injectServiceNodes=true&duration=60";
        try (RecordedKiali kiali = RecordedKiali.of(scenario)) {
            Subject subject = subsets ? Subjects.subsets("10% to v2", AGE) : Subjects.services("10% to v2", AGE);
            String console = kiali.url() + "/console/";
            String node = console + "graph/node/namespaces/demo/";
            assertThat(KialiRows.anonymous(kiali.url(), TIMEOUT).share(subject).links())
                    .extracting(Outcome.Link::href)
                    .contains(node + "applications/catalog/versions/v1" + shown)
                    .contains(node + "applications/catalog/versions/v2" + shown)
                    .contains(node + "services/" + (subsets ? "catalog" : "catalog-v2") + shown)
                    .contains(console + "namespaces/demo/services/" + (subsets ? "catalog" : "catalog-v2"));
        }
    }

    @Test
    void everyLinkNamesTheClusterWhereKialiShowsSeveral() {
        KialiLinks links = new KialiLinks(new KialiProperties(
                URI.create("http://kiali/kiali"),
                null,
                KialiProperties.Strategy.ANONYMOUS,
                null,
                TIMEOUT,
                "east 1",
                List.of(),
                Duration.ofSeconds(15)));
        Duration window = Duration.ofSeconds(60);
        assertThat(List.of(
                        links.graph(List.of("demo"), window),
                        links.serviceGraph(new ServiceName("catalog", "demo"), window),
                        links.versionGraph("demo", "catalog", "v2", window),
                        links.service("demo", "catalog")))
                .allSatisfy(link -> assertThat(link.href()).containsOnlyOnce("clusterName=east%201"))
                .allSatisfy(link -> assertThat(link.href()).containsOnlyOnce("?"));
    }

    /** Recorded with a Prometheus of 8 s a query: the connection is closed without a status line, much later. */
    @Test
    void aGraphThatNeverComesIsUnknownAfterTheTimeOut() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("prometheus-slow")) {
            kiali.misbehaviour = (exchange, recorded) -> exchange.close();
            KialiRows rows = KialiRows.anonymous(kiali.url(), TIMEOUT);
            assertThat(rows.share(Subjects.subsets("10% to v2", AGE)).reason()).isEqualTo(Reason.NO_ANSWER);
        }
    }

    @Test
    void aRevisionThatIsTooYoungAsksNobodyAndSaysWhenItCanSayMore() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            Outcome outcome = KialiRows.anonymous(kiali.url(), TIMEOUT)
                    .share(Subjects.subsets("10% to v2", Duration.ofSeconds(41)));
            assertThat(outcome.verdict()).isEqualTo(Verdict.TOO_EARLY);
            assertThat(outcome.readyAt()).isEqualTo(Subjects.NOW.plusSeconds(34));
            assertThat(kiali.seen).isEmpty();
        }
    }

    @Test
    void aKialiThatStillSeesTheOldObjectIsNoWitnessOfTheNewOne() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10");
                RecordedKiali other = RecordedKiali.of("e2-weight-sum-90")) {
            KialiRows rows = KialiRows.anonymous(kiali.url(), TIMEOUT);
            assertThat(rows.validations(objects(other), Duration.ofSeconds(10)).verdict())
                    .isEqualTo(Verdict.TOO_EARLY);
            assertThat(rows.validations(objects(other)).reason()).isEqualTo(Reason.OLD_OBJECT);
        }
    }

    /** Not recorded: by the README's account of version 1. */
    @Test
    void theShapeOfVersionOneIsReadToo() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("c-subset-missing")) {
            String old = new String(kiali.answer(OBJECT).body(), StandardCharsets.UTF_8)
                    .replace("\"resource\":", "\"virtualService\":");
            List<MeshObject> objects = objects(kiali).subList(0, 1);
            kiali.with(OBJECT, new Recorded("", 404, "text/plain", "404 page not found\n"));
            kiali.with(
                    "GET /api/namespaces/demo/istio/virtualservices/catalog?validate=true",
                    new Recorded("", 200, "application/json", old));
            KialiRows rows = KialiRows.anonymous(kiali.url(), TIMEOUT);
            assertThat(rows.validations(objects).reason()).isEqualTo(Reason.FINDING);
            int before = kiali.seen.size();
            rows.validations(objects);
            assertThat(kiali.seen).hasSize(before + 1);
        }
    }

    /** Upgraded and taken back while we run; after each change one request is lost, and none later. */
    @Test
    void aKialiThatIsUpgradedOrTakenBackIsFoundAgain() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("c-subset-missing")) {
            String oldPath = "GET /api/namespaces/demo/istio/virtualservices/catalog?validate=true";
            Recorded unknown = new Recorded("", 404, "text/plain", "404 page not found\n");
            Recorded now = kiali.answer(OBJECT);
            Recorded old = new Recorded(
                    "",
                    200,
                    "application/json",
                    new String(now.body(), StandardCharsets.UTF_8).replace("\"resource\":", "\"virtualService\":"));
            List<MeshObject> objects = objects(kiali).subList(0, 1);
            KialiRows rows = KialiRows.anonymous(kiali.url(), TIMEOUT);
            for (boolean first : List.of(true, false, true, false)) {
                kiali.with(OBJECT, first ? unknown : now).with(oldPath, first ? old : unknown);
                for (int requests : List.of(2, 1)) {
                    int before = kiali.seen.size();
                    assertThat(rows.validations(objects).reason()).isEqualTo(Reason.FINDING);
                    assertThat(kiali.seen).hasSize(before + requests);
                }
            }
        }
    }

    @Test
    void aTokenIsExchangedForASessionAndAgainWhenThatHasEnded() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            kiali.misbehaviour = (exchange, recorded) -> {
                String path = exchange.getRequestURI().getPath();
                String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                boolean known = "kiali-token=s1; kiali-token-1=s2"
                        .equals(exchange.getRequestHeaders().getFirst("Cookie"));
                if (path.equals("/kiali/api/authenticate") && form.equals("token=a%2Bb")) {
                    exchange.getResponseHeaders().add("Set-Cookie", "kiali-token=s1; Path=/kiali; HttpOnly");
                    exchange.getResponseHeaders().add("Set-Cookie", "kiali-token-1=s2; Path=/kiali; HttpOnly");
                    RecordedKiali.send(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
                } else if (known) {
                    RecordedKiali.send(exchange, recorded.status(), recorded.contentType(), recorded.body());
                } else {
                    RecordedKiali.send(exchange, 401, "text/plain", "Unauthorized\n".getBytes(StandardCharsets.UTF_8));
                }
            };
            List<MeshObject> objects = objects(kiali);
            assertThat(KialiRows.with(kiali.url(), TIMEOUT, Strategy.TOKEN, "a+b")
                            .validations(objects)
                            .verdict())
                    .isEqualTo(Verdict.AGREES);
            assertThat(KialiRows.with(kiali.url(), TIMEOUT, Strategy.TOKEN, "wrong")
                            .validations(objects)
                            .reason())
                    .isEqualTo(Reason.REFUSED);
        }
    }

    @Test
    void aHeaderCarriesTheToken() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            KialiRows.with(kiali.url(), TIMEOUT, Strategy.HEADER, "secret").validations(objects(kiali));
            assertThat(kiali.seen)
                    .isNotEmpty()
                    .allMatch(exchange ->
                            "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization")));
        }
    }

    @Test
    void noRecordedErrorIsEverAPass() throws Exception {
        try (RecordedKiali good = RecordedKiali.of("a-split-90-10");
                RecordedKiali errors = RecordedKiali.of("errors")) {
            List<MeshObject> objects = objects(good);
            for (Recorded error : errors.all()) {
                good.misbehaviour = (exchange, recorded) ->
                        RecordedKiali.send(exchange, error.status(), error.contentType(), error.body());
                KialiRows rows = KialiRows.anonymous(good.url(), TIMEOUT);
                assertThat(rows.validations(objects).verdict()).as(error.name()).isEqualTo(Verdict.UNKNOWN);
                assertThat(rows.share(Subjects.subsets("10% to v2", AGE)).verdict())
                        .as(error.name())
                        .isNotEqualTo(Verdict.AGREES);
            }
        }
    }

    @Test
    void aKialiThatFailsAgainAndAgainIsLeftAlone() throws Exception {
        try (RecordedKiali kiali = RecordedKiali.of("prometheus-lost")) {
            KialiRows rows = KialiRows.anonymous(kiali.url(), TIMEOUT);
            for (int i = 0; i < 5; i++) {
                assertThat(rows.share(Subjects.subsets("10% to v2", AGE)).reason())
                        .isEqualTo(Reason.NO_ANSWER);
            }
            int before = kiali.seen.size();
            assertThat(rows.share(Subjects.subsets("10% to v2", AGE)).reason()).isEqualTo(Reason.RESTING);
            assertThat(kiali.seen).hasSize(before);
        }
    }

    /** A recording that is added is judged too; "errors" is no mesh and has its own test. */
    @Test
    void noRecordedScenarioIsLeftOut() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/kiali"))) {
            Set<String> recorded = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .filter(name -> !name.equals("errors"))
                    .collect(toSet());
            assertThat(scenariosOf("validationsAreJudgedByCodeAndSeverity"))
                    .containsAll(difference(recorded, "prometheus-slow"));
            assertThat(scenariosOf("sharesAreReadFromTheEdgesOfTheGraph")).isEqualTo(recorded);
        }
    }

    private static Set<String> difference(Set<String> all, String one) {
        return all.stream().filter(name -> !name.equals(one)).collect(toSet());
    }

    private static Set<String> scenariosOf(String test) {
        return Stream.of(KialiContractTest.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(test))
                .flatMap(method ->
                        Stream.of(method.getAnnotation(CsvSource.class).value()))
                .map(row -> row.substring(0, row.indexOf(',')))
                .collect(toSet());
    }

    /** Where the scenario has no object of its own, the one that is missing there is asked for. */
    private static List<MeshObject> objects(RecordedKiali kiali) throws Exception {
        if (!kiali.objects().isEmpty()) {
            return kiali.objects();
        }
        try (RecordedKiali good = RecordedKiali.of("a-split-90-10")) {
            return good.objects().subList(0, 1);
        }
    }

    /** The server's status was recorded once for all scenarios of one run. */
    private static RecordedKiali withStatus(RecordedKiali kiali) throws Exception {
        String request = "GET /api/status";
        if (kiali.answer(request).status() == 404) {
            try (RecordedKiali good = RecordedKiali.of("a-split-90-10")) {
                kiali.with(request, good.answer(request));
            }
        }
        return kiali;
    }
}
