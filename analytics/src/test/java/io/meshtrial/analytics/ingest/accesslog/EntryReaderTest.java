package io.meshtrial.analytics.ingest.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogType;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.PassedOver;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Quarantined;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Reason;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Request;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Browser;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.UnitKind;
import io.meshtrial.events.UnitHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntryReaderTest {

    private static final String ID = "search";
    private static final UnitHash HASH = new UnitHash("salt");

    private final EntryReader reader = reader(Optional.of(experiment()));
    private final EntryReader unknowing = reader(Optional.empty());

    @Test
    void anAnsweredRequestBecomesTheEventOfItsArm() {
        RequestEvent event = event(reader, entry -> {});
        assertThat(event.getExperiment()).isEqualTo(ID);
        assertThat(event.getRevision()).isEqualTo(3);
        assertThat(event.getVariant()).isEqualTo("v2");
        assertThat(event.getServedVersion()).isEqualTo("v2");
        assertThat(event.getToken()).isEqualTo(Messages.TOKEN);
        assertThat(event.getUnitKind()).isEqualTo(UnitKind.REQUEST);
        assertThat(event.getUnit()).isEqualTo(HASH.of("request-7"));
        assertThat(event.getDurationMicros()).isEqualTo(2_500);
        assertThat(event.getStartEpochMicros()).isEqualTo(1_795_338_000_007_000L);
        assertThat(event.getBrowser()).isEqualTo(Browser.FIREFOX);
        assertThat(event.getBot()).isFalse();
        assertThat(event.getRoute()).isEqualTo("/{name}");
        assertThat(event.getPod()).isEqualTo("gateway-1");
    }

    @Test
    void aCookieOfTheArmHoldsTheUnitAndItsDraw() {
        RequestEvent event = event(
                reader,
                entry -> entry.getRequestBuilder().putRequestHeaders("cookie", "a=b; mt-search=v2.r1.o0.user-1"));
        assertThat(event.getUnitKind()).isEqualTo(UnitKind.USER);
        assertThat(event.getUnit()).isEqualTo(HASH.of("user-1"));
        assertThat(event.getDrawingRevision()).isEqualTo(1);
        assertThat(event.getCurrentDrawingRevision()).isEqualTo(3);
    }

    @Test
    void theUnitIsInTheCookieThatTheIdentityNames() {
        RequestEvent event = event(reader, entry -> {
            entry.getRequestBuilder()
                    .putRequestHeaders("x-meshtrial", ID + ";r3;1;v2;catalog;" + Messages.TOKEN + ";a%b")
                    .putRequestHeaders("cookie", "mt-" + ID + "=v2.r1.o0.user-1; a%b=v2.r2.o1.user-2");
        });
        assertThat(event.getUnit()).isEqualTo(HASH.of("user-2"));
        assertThat(event.getDrawingRevision()).isEqualTo(2);
        assertThat(event.getOrigin()).isEqualTo(1);
    }

    /** A redrawn unit is a new one, although its older cookie is of the same arm. */
    @Test
    void theUnitOfARedrawIsTheRequestsId() {
        RequestEvent event = event(reader, entry -> {
            entry.getRequestBuilder()
                    .putRequestHeaders("x-meshtrial", ID + ";r3.o1;1;v2;catalog;" + Messages.TOKEN)
                    .putRequestHeaders("cookie", "mt-" + ID + "=v2.r1.o0.user-1")
                    .setRequestId("request-1");
        });
        assertThat(event.getUnit()).isEqualTo(HASH.of("request-1"));
        assertThat(event.getDrawingRevision()).isEqualTo(3);
        assertThat(event.getOrigin()).isEqualTo(1);
    }

    @Test
    void whereTheRequestReachedNoPodTheDefinitionNamesTheCookie() {
        RequestEvent event = event(reader, entry -> {
            withoutHealthyPod(entry);
            entry.getRequestBuilder().putRequestHeaders("cookie", "mt-" + ID + "=v2.r1.o0.user-1; arm=v2.r2.o0.user-2");
        });
        assertThat(event.getUnit()).isEqualTo(HASH.of("user-1"));

        EntryReader named = reader(Optional.of(experiment("\"cookie\": \"arm\", ")));
        event = event(named, entry -> {
            withoutHealthyPod(entry);
            entry.getRequestBuilder().putRequestHeaders("cookie", "mt-" + ID + "=v2.r1.o0.user-1; arm=v2.r2.o0.user-2");
        });
        assertThat(event.getUnit()).isEqualTo(HASH.of("user-2"));
    }

    @Test
    void aRequestThatReachedNoPodBelongsToTheArmOfItsDestination() {
        RequestEvent event = event(reader, EntryReaderTest::withoutHealthyPod);
        assertThat(event.getVariant()).isEqualTo("v2");
        assertThat(event.getServedVersion()).isEqualTo("v2");
        assertThat(event.getDrawingRevision()).isEqualTo(2);
        assertThat(event.getToken()).isEqualTo(Messages.TOKEN);
        assertThat(event.getStatus()).isEqualTo(503);
        assertThat(event.getCompletion()).isEqualTo(Completion.RESET);
    }

    @Test
    void withoutTheDefinitionItsArmIsNotKnown() {
        assertThat(event(unknowing, EntryReaderTest::withoutHealthyPod).getVariant())
                .isEmpty();
    }

    @Test
    void aRequestWithoutDestinationHasNoArmAndNoToken() {
        RequestEvent event = event(reader, entry -> {
            withoutHealthyPod(entry);
            entry.getCommonPropertiesBuilder().clearUpstreamCluster().clearResponseFlags();
            entry.getCommonPropertiesBuilder().getResponseFlagsBuilder().setNoClusterFound(true);
        });
        assertThat(event.getVariant()).isEmpty();
        assertThat(event.getToken()).isEmpty();
        assertThat(event.getDrawingRevision()).isEqualTo(2);
    }

    @Test
    void anIdentityHeaderOfTheClientsOwnMakingIsNotBelieved() {
        RequestEvent event = event(reader, entry -> {
            withoutHealthyPod(entry);
            entry.getRequestBuilder().putRequestHeaders("x-meshtrial", ID + ";r3;1;v1;catalog;" + "x".repeat(22));
        });
        assertThat(event.getVariant()).isEqualTo("v2");
        assertThat(event.getToken()).isEqualTo(Messages.TOKEN);
    }

    @Test
    void theVersionIsTheClustersNotTheHeaders() {
        RequestEvent event = event(
                reader,
                entry -> entry.getCommonPropertiesBuilder()
                        .setUpstreamCluster("outbound|80|v1|catalog.demo.svc.cluster.local"));
        assertThat(event.getVariant()).isEqualTo("v2");
        assertThat(event.getServedVersion()).isEqualTo("v1");
    }

    @Test
    void aSubsetOfAnotherNameThanItsVersionLeavesTheVersionUnknown() {
        RequestEvent event = event(
                reader,
                entry -> entry.getCommonPropertiesBuilder()
                        .setUpstreamCluster("outbound|80|canary|catalog.demo.svc.cluster.local"));
        assertThat(event.getServedVersion()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AccessLogType.class,
            names = {"DownstreamStart", "DownstreamPeriodic", "UpstreamPoolReady", "UpstreamEnd"})
    void onlyTheEndOfTheDownstreamRequestCounts(AccessLogType type) {
        assertThat(read(reader, entry -> entry.getCommonPropertiesBuilder().setAccessLogType(type)))
                .isEqualTo(new PassedOver(Reason.NOT_THE_END));
    }

    @Test
    void foreignRoutesArePassedOver() {
        assertThat(read(reader, entry -> entry.getCommonPropertiesBuilder().setRouteName("default")))
                .isEqualTo(new PassedOver(Reason.FOREIGN_ROUTE));
    }

    @Test
    void whatIsOutOfBoundsIsQuarantinedWithoutAWordOfTheRequest() {
        assertThat(read(reader, entry -> entry.getCommonPropertiesBuilder().clearStartTime()))
                .isEqualTo(new Quarantined("MISSING_FIELD", "start_epoch_micros"));
        assertThat(read(reader, entry -> entry.getResponseBuilder().setResponseCode(UInt32Value.of(777))))
                .isEqualTo(new Quarantined("OUT_OF_BOUNDS", "status is neither 0 nor 100 to 599"));
    }

    private static void withoutHealthyPod(HTTPAccessLogEntry.Builder entry) {
        entry.getRequestBuilder().removeRequestHeaders("x-meshtrial");
        entry.getCommonPropertiesBuilder().getResponseFlagsBuilder().setNoHealthyUpstream(true);
        entry.getResponseBuilder().setResponseCode(UInt32Value.of(503)).setResponseCodeDetails("no_healthy_upstream");
    }

    private static RequestEvent event(EntryReader reader, Consumer<HTTPAccessLogEntry.Builder> change) {
        return ((Request) read(reader, change)).event();
    }

    private static EntryReading read(EntryReader reader, Consumer<HTTPAccessLogEntry.Builder> change) {
        HTTPAccessLogEntry.Builder entry = Messages.entry(ID, 7);
        change.accept(entry);
        return reader.read(entry.build(), "gateway-1");
    }

    private static EntryReader reader(Optional<Experiment> experiment) {
        return new EntryReader(HASH, new RouteTemplates(List.of("/{name}")), none -> experiment, () -> "fresh");
    }

    private static Experiment experiment() {
        return experiment("");
    }

    /** @param member further member of the rule's allocation */
    private static Experiment experiment(String member) {
        String json = """
            {"schema": 1, "id": "search", "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z",
             "eventSource": "ACCESS_LOG",
             "variants": [{"name": "v1", "role": "CONTROL", "version": "v1", "service": "catalog"},
                          {"name": "v2", "role": "TREATMENT", "version": "v2", "service": "catalog"}],
             "plan": {"plannedUnits": 20000, "minimumDuration": "PT10M", "latencyCapMicros": 10000000, "metrics": []},
             "revisions": [{"number": 3, "at": "2026-11-22T09:00:00Z", "rules": "10%% to v2", "tokens": ["%s"],
               "allocations": [{%s"rule": "1", "text": "10%% to v2", "drawingRevision": 2, "unit": "REQUEST",
                 "randomised": true, "weights": {"v1": 9000, "v2": 1000}}]}]}
            """.formatted(Messages.TOKEN, member);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}
