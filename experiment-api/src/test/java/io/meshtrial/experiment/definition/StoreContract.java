package io.meshtrial.experiment.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.mesh.Publications;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What every database must do for the platform; each store inherits it. */
abstract class StoreContract {

    abstract RunningApi running();

    private <T> T bean(Class<T> type) {
        return running().context().getBean(type);
    }

    private ExperimentStore store() {
        return bean(ExperimentStore.class);
    }

    private StoredExperiment created(String id) {
        Api.Answer answer =
                running().api().post("/api/v1/experiments", "{\"id\":\"" + id + "\",\"rules\":\"10% to v2\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return store().find(id).orElseThrow();
    }

    @Test
    void whatIsStoredIsReadBackToTheMicrosecond() {
        StoredExperiment stored = created("read-back");
        Instant started = Instant.parse("2026-11-22T09:00:00.123456Z");
        Experiment stopped =
                stored.experiment().withState(new ExperimentState.Stopped(started, started.plusNanos(1_000)));
        Experiment next = store().update(stopped);
        StoredExperiment read = store().find("read-back").orElseThrow();
        assertThat(read.experiment()).isEqualTo(next);
        assertThat(read.state().started()).isEqualTo(started);
        assertThat(read.revision().token()).hasSize(22);
    }

    @Test
    void disputesAreReadBackAndOneEndsBeforeTheNextBegins() {
        Experiment experiment = created("disputed").experiment();
        Instant edit = Instant.parse("2026-11-22T09:00:00Z");
        Experiment open = store().update(experiment.disputedFrom(edit));
        assertThat(open.disputedFrom(edit.plusSeconds(5)).disputes()).containsExactly(new Dispute(edit, null));
        Experiment ended = store().update(open.acceptedAt(edit.plusSeconds(60)));
        assertThat(ended.accepted()).isTrue();
        Experiment again = store().update(ended.disputedFrom(edit.plusSeconds(90)));
        assertThat(store().find("disputed").orElseThrow().experiment()).isEqualTo(again);
        assertThat(again.accepted()).isFalse();
        assertThat(again.disputes())
                .containsExactly(new Dispute(edit, edit.plusSeconds(60)), new Dispute(edit.plusSeconds(90), null));
    }

    @Test
    void whatIsCountedForEachUserIsRefusedByNameWhereRequestsAreDrawn() {
        String plan = "\"measurement\":{\"metrics\":[{\"name\":\"visits\",\"label\":\"Visits\","
                + "\"kind\":\"REQUESTS_PER_UNIT\",\"role\":\"GOAL\",\"critical\":false,"
                + "\"direction\":\"HIGHER_IS_BETTER\"}]}";
        Api.Answer requests = running()
                .api()
                .post("/api/v1/experiments", "{\"id\":\"per-request\",\"rules\":\"10% to v2\"," + plan + "}");
        assertThat(requests.status()).isBetween(400, 499);
        assertThat(requests.text()).contains("/measurement/metrics/0/kind").contains("visits");
        Api.Answer users = running()
                .api()
                .post("/api/v1/experiments", "{\"id\":\"per-user\",\"rules\":\"users: 10% to v2\"," + plan + "}");
        assertThat(users.status()).as(users.text()).isEqualTo(201);
        Api.Answer changed = running()
                .api()
                .send("PUT", "/api/v1/experiments/per-user/rules", "20% to v2", "text/plain", "If-Match", "*");
        assertThat(changed.status()).as(changed.text()).isBetween(400, 499);
        assertThat(changed.text()).contains("visits");
    }

    @Test
    void anExperimentDrawsUsersOrRequestsAllItsLife() {
        Api.Answer mixed = running()
                .api()
                .post(
                        "/api/v1/experiments",
                        "{\"id\":\"mixed\",\"rules\":\"20% of Firefox to v2\\nusers: 10% to v2\"}");
        assertThat(mixed.status()).as(mixed.text()).isBetween(400, 499);
        assertThat(mixed.body().at("/errors/0/pointer").asString()).isEqualTo("/rules");
        created("of-requests");
        Api.Answer changed = running()
                .api()
                .send(
                        "PUT",
                        "/api/v1/experiments/of-requests/rules",
                        "users: 20% to v2",
                        "text/plain",
                        "If-Match",
                        "*");
        assertThat(changed.status())
                .as("nobody has been drawn by a draft: " + changed.text())
                .isBetween(200, 299);
    }

    @Test
    void anOlderVersionNeverReplacesANewerOne() {
        StoredExperiment stored = created("versions");
        store().update(stored.experiment());
        assertThatThrownBy(() -> store().update(stored.experiment())).isInstanceOf(ConcurrentChange.class);
        assertThatThrownBy(() -> store().delete(stored.experiment())).isInstanceOf(ConcurrentChange.class);
        assertThat(store().find("versions").orElseThrow().experiment().version())
                .isEqualTo(2);
    }

    @Test
    void ofManyChangesAtOnceOneWins() throws Exception {
        Experiment experiment = created("contended").experiment();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> changes = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> changed(experiment)))
                    .toList();
            int won = 0;
            for (Future<Boolean> change : changes) {
                won += change.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    private boolean changed(Experiment experiment) {
        try {
            store().update(experiment);
            return true;
        } catch (ConcurrentChange another) {
            return false;
        }
    }

    @Test
    void aChangeAndItsPlaceInTheOutboxStandOrFallTogether() {
        Experiment experiment = created("outbox").experiment();
        long before = pending("outbox");
        bean(TransactionTemplate.class).executeWithoutResult(status -> {
            store().update(experiment);
            status.setRollbackOnly();
        });
        assertThat(pending("outbox")).isEqualTo(before);
        assertThat(store().find("outbox").orElseThrow().experiment()).isEqualTo(experiment);
        store().update(experiment);
        assertThat(pending("outbox")).isEqualTo(before + 1);
    }

    private long pending(String id) {
        return bean(JdbcClient.class)
                .sql("select count(*) from outbox where experiment_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    @Test
    void anIdThatWasDeletedIsNeverGivenAgain() {
        Experiment experiment = created("deleted").experiment();
        store().delete(experiment);
        assertThat(store().find("deleted")).isEmpty();
        assertThat(store().isUsed("deleted")).isTrue();
        assertThatThrownBy(() -> store().insert(experiment, revisionOf(experiment)))
                .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
    }

    private static Revision revisionOf(Experiment experiment) {
        return new Revision(
                1, experiment.createdAt(), "x", null, experiment.spec().rules(), "t".repeat(22), List.of());
    }

    @Test
    void aRevisionIsWrittenOnce() {
        Experiment experiment = created("revisions").experiment();
        Revision first = store().revision("revisions", 1).orElseThrow();
        assertThatThrownBy(() -> store().update(experiment, first))
                .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
        assertThat(store().revisions("revisions")).containsExactly(first);
    }

    @Test
    void noChangeOfAStatusIsLost() throws Exception {
        created("statuses");
        StatusStore statuses = bean(StatusStore.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ExperimentStatus>> changes = IntStream.range(0, 10)
                    .mapToObj(i -> threads.submit(() ->
                            statuses.update("statuses", status -> status.withObserved(status.observedRevision() + 1))))
                    .toList();
            for (Future<ExperimentStatus> change : changes) {
                change.get();
            }
        }
        assertThat(statuses.get("statuses").observedRevision()).isEqualTo(10);
    }

    @Test
    void aSearchTakesItsTextLiterallyAndWithoutRegardToCase() {
        running()
                .api()
                .post("/api/v1/experiments", "{\"id\":\"searched\",\"name\":\"100%_Sure! é\",\"rules\":\"10% to v2\"}");
        created("searched-too");
        assertThat(found("100%_s")).containsExactly("searched");
        assertThat(found("sure! É")).containsExactly("searched");
        assertThat(found("10__sure")).isEmpty();
        assertThat(found("SEARCHED")).containsExactly("searched", "searched-too");
    }

    private List<String> found(String q) {
        return store().list(new ExperimentQuery(null, null, null, q, null, 10)).stream()
                .map(StoredExperiment::id)
                .toList();
    }

    @Test
    void historyIsReadNewestFirst() {
        created("history");
        History history = bean(History.class);
        for (int i = 0; i < 3; i++) {
            history.append("history", "someone", "step-" + i, i, null, "+ \"" + "x".repeat(50_000) + "\"");
        }
        assertThat(history.page("history", null, 3).items())
                .extracting(entry -> entry.action())
                .containsExactly("step-2", "step-1", "step-0");
        assertThat(history.page("history", null, 3).nextCursor()).isNotNull();
    }

    @Test
    void aNewerIntentToPublishTakesThePlaceOfAnOlderOne() {
        created("intents");
        Publications publications = bean(Publications.class);
        Instant at = Instant.parse("2026-11-22T09:00:00Z");
        String older = publications.ask("intents", 1, at).operation();
        String newer = publications.ask("intents", 2, at).operation();
        assertThat(publications.find(older).orElseThrow().status().state())
                .isEqualTo(PublicationStatus.State.SUPERSEDED);
        assertThat(publications.find(newer).orElseThrow().status().state()).isEqualTo(PublicationStatus.State.RUNNING);
    }

    @Test
    void theAnswerToAnIdempotentPostIsKeptByteForByte() {
        String body = "{\"id\":\"kept\",\"name\":\"Größe 🎯\",\"rules\":\"10% to v2\"}";
        Api.Answer first = running().api().post("/api/v1/experiments", body, "Idempotency-Key", "kept-1");
        Api.Answer again = running().api().post("/api/v1/experiments", body, "Idempotency-Key", "kept-1");
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
    }
}
