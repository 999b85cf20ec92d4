package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the edge all the time and keeps which revision answered. */
final class SteadyVisitor implements AutoCloseable {

    private static final Pattern ANSWER = Pattern.compile("catalog-v[12] [a-z0-9-]+;r([0-9]+);.*");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Integer> revisions = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private SteadyVisitor(URI edge) {
        thread = Thread.ofVirtual().start(() -> visit(edge));
    }

    static SteadyVisitor of(String edge) {
        return new SteadyVisitor(URI.create(edge + "/Weather"));
    }

    private void visit(URI edge) {
        try {
            while (true) {
                ask(edge);
                Thread.sleep(20);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(URI edge) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(edge).header("user-agent", "curl/8").build(),
                    HttpResponse.BodyHandlers.ofString());
            Matcher matcher = ANSWER.matcher(answer.body());
            if (answer.statusCode() == 200 && matcher.matches()) {
                revisions.add(Integer.valueOf(matcher.group(1)));
            } else {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException failed) {
            failures.add(failed.toString());
        }
    }

    void assertEveryRequestGotTheOldOrTheNew() {
        assertThat(failures).isEmpty();
        assertThat(revisions).as("revisions only ever rise").isNotEmpty().isSorted();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
