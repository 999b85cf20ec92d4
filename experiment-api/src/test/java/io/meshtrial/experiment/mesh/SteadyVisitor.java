package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the edge all the time and keeps which revision answered, or which service where no rule took the request. */
final class SteadyVisitor implements AutoCloseable {

    private static final Pattern ANSWER = Pattern.compile("([a-z]+-v[12]) (?:[a-z0-9-]+;r([0-9]+);.*|null)");

    private final HttpClient http = HttpClient.newBuilder()
            // An authority of HTTP/2 would be the edge's address, whatever host is asked for.
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final List<Integer> revisions = new CopyOnWriteArrayList<>();
    private final Set<String> services = ConcurrentHashMap.newKeySet();
    private final AtomicInteger untold = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private SteadyVisitor(HttpRequest request) {
        thread = Thread.ofVirtual().start(() -> visit(request));
    }

    static SteadyVisitor of(String edge) {
        return new SteadyVisitor(request(edge).build());
    }

    static SteadyVisitor of(String edge, String host) {
        return new SteadyVisitor(request(edge).header("host", host).build());
    }

    private static HttpRequest.Builder request(String edge) {
        return HttpRequest.newBuilder(URI.create(edge + "/Weather")).header("user-agent", "curl/8");
    }

    private void visit(HttpRequest request) {
        try {
            while (true) {
                ask(request);
                Thread.sleep(20);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            Matcher matcher = ANSWER.matcher(answer.body());
            if (answer.statusCode() == 200 && matcher.matches()) {
                services.add(matcher.group(1));
                if (matcher.group(2) == null) {
                    untold.incrementAndGet();
                } else {
                    revisions.add(Integer.valueOf(matcher.group(2)));
                }
            } else {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException failed) {
            failures.add(failed.toString());
        }
    }

    /** Names of the services that have answered so far. */
    Set<String> services() {
        return services;
    }

    void assertEveryRequestWasServed() {
        assertThat(failures).isEmpty();
        assertThat(services).isNotEmpty();
    }

    void assertEveryRequestGotTheOldOrTheNew() {
        assertThat(failures).isEmpty();
        assertThat(untold).as("requests that no rule took").hasValue(0);
        assertThat(revisions).as("revisions only ever rise").isNotEmpty().isSorted();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
