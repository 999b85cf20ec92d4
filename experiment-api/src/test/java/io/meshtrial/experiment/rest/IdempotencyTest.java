package io.meshtrial.experiment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fault 18. An approval gets a fresh id each time that it is given, so that a repeat which comes through is a second one:
 * neither an id nor a state stands in its way.
 */
class IdempotencyTest {

    private static final String LIST = "/api/v1/experiments";
    private static final int AT_ONCE = 50;

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    /** Each call of it is a client with a connection of its own. */
    private static Api client() {
        return running.api();
    }

    private static void draft(String id) {
        assertThat(client().post(LIST, "{\"id\":\"" + id + "\",\"rules\":\"10% to v2\"}")
                        .status())
                .isEqualTo(201);
    }

    private static String approval(String id) {
        return "{\"planId\":\""
                + client().post(LIST + "/" + id + "/plan", "{}")
                        .body()
                        .path("planId")
                        .asString()
                + "\"}";
    }

    private static int items(String path) {
        return client().get(path).body().path("items").size();
    }

    /** All answers, asked for in the same moment. */
    private static List<Api.Answer> atOnce(String path, String body, String key) throws Exception {
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> threads.submit(() -> {
                        Api own = client();
                        together.await();
                        return own.post(path, body, "Idempotency-Key", key);
                    }))
                    .toList();
            List<Api.Answer> all = new ArrayList<>();
            for (Future<Api.Answer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private static void assertOneEffect(List<Api.Answer> answers, int status, Api.Answer repeat) {
        assertThat(answers).hasSize(AT_ONCE).anyMatch(answer -> answer.status() == status);
        assertThat(repeat.status()).isEqualTo(status);
        assertThat(repeat.header("idempotency-replayed")).isEqualTo("true");
        assertThat(answers)
                .filteredOn(answer -> answer.status() != status)
                .allSatisfy(answer -> assertThat(answer.body().path("type").asString())
                        .isEqualTo("urn:meshtrial:problem:idempotency-in-flight"));
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == status)
                        .map(Api.Answer::text)
                        .distinct())
                .containsExactly(repeat.text());
        assertThat(answers.stream()
                        .filter(answer -> answer.header("idempotency-replayed").isEmpty() && answer.status() == status))
                .hasSize(1);
    }

    @Test
    void fiftyEqualApprovalsAtOnceAreOne() throws Exception {
        draft("approved");
        String path = LIST + "/approved/approvals";
        String body = approval("approved");
        List<Api.Answer> answers = atOnce(path, body, "approval");
        assertOneEffect(answers, 201, client().post(path, body, "Idempotency-Key", "approval"));
        assertThat(items(path)).isEqualTo(1);
        client().post(path, body);
        client().post(path, body, "Idempotency-Key", "another");
        assertThat(items(path))
                .as("without the key, and under another, it is done again")
                .isEqualTo(3);
    }

    @Test
    void fiftyEqualCreationsAndStartsAtOnceAreOneExperimentWithOneRevisionAndOneOperation() throws Exception {
        String body = "{\"id\":\"once\",\"rules\":\"10% to v2\"}";
        List<Api.Answer> created = atOnce(LIST, body, "k-1");
        assertOneEffect(created, 201, client().post(LIST, body, "Idempotency-Key", "k-1"));
        List<Api.Answer> started = atOnce(LIST + "/once/start", "{}", "k-2");
        assertOneEffect(started, 202, client().post(LIST + "/once/start", "{}", "Idempotency-Key", "k-2"));
        assertThat(Api.texts(client().get(LIST + "/once/history").body().path("items"), "action"))
                .containsExactly("start", "create");
        assertThat(client().get(LIST + "/once/revisions/1").status()).isEqualTo(200);
        assertThat(client().get(LIST + "/once/revisions/2").status()).isEqualTo(404);
        assertThat(running.context()
                        .getBean(JdbcClient.class)
                        .sql("select count(*) from publication where experiment_id = 'once'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(client().post(LIST, body.replace("10%", "20%"), "Idempotency-Key", "k-1")
                        .status())
                .as("another body under the same key")
                .isEqualTo(422);
    }

    /** The row is as a process leaves it that is killed between the effect and the answer: taken, and never answered. */
    @Test
    void whatWasKilledAfterItsEffectHasNoSecondOneWhenRepeated() {
        draft("killed");
        String path = LIST + "/killed/approvals";
        String body = approval("killed");
        assertThat(client().post(path, body, "Idempotency-Key", "killed").status())
                .isEqualTo(201);
        assertThat(running.context()
                        .getBean(JdbcClient.class)
                        .sql("update idempotency set status = null, answer = null where request_key ="
                                + " (select request_key from idempotency order by created_at desc limit 1)")
                        .update())
                .isEqualTo(1);
        running.restart();
        for (int i = 0; i < 2; i++) {
            Api.Answer repeat = client().post(path, body, "Idempotency-Key", "killed");
            assertThat(repeat.status()).as(repeat.text()).isEqualTo(409);
            assertThat(repeat.body().path("type").asString())
                    .isEqualTo("urn:meshtrial:problem:idempotency-outcome-unknown");
            assertThat(repeat.header("retry-after")).isEmpty();
        }
        assertThat(items(path)).isEqualTo(1);
        assertThat(client().post(path, body, "Idempotency-Key", "fresh").status())
                .isEqualTo(201);
        assertThat(items(path)).isEqualTo(2);
    }
}
