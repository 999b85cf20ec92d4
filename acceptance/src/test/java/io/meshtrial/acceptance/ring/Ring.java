package io.meshtrial.acceptance.ring;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** All of Meshtrial as {@code ./quickstart} runs it, without visitors and without the demonstration's experiment. */
public final class Ring implements AutoCloseable {

    /** Named in docs/reference/catalogue.md, and set for every ring here. */
    public static final String FAULTS_SWITCHABLE = "CATALOG_FAULT_SWITCHABLE";

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final Process process;
    private final Path data;
    private final int base;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Ring(Process process, Path data, int base) {
        this.process = process;
        this.data = data;
        this.base = base;
    }

    static Ring start() throws Exception {
        Path root = Path.of("..").toRealPath();
        Path data = dataOfAllTests();
        int base = freeBase();
        ProcessBuilder builder = new ProcessBuilder(
                root.resolve("quickstart").toString(),
                "--no-build",
                "--fresh",
                "--no-traffic",
                "--no-demo",
                "--port-base",
                Integer.toString(base));
        builder.environment().put("MESHTRIAL_DATA", data.toString());
        // As docs/reference/catalogue.md says; off without it, which the catalogues' own tests hold.
        builder.environment().put(FAULTS_SWITCHABLE, "true");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(People.settings());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        Ring ring = new Ring(process, data, base);
        try {
            awaitReady(process);
        } catch (Exception e) {
            ring.close();
            throw e;
        }
        return ring;
    }

    Path data() {
        return data;
    }

    private static Path dataOfAllTests() throws IOException {
        return Files.createDirectories(Path.of("target", "ring")).toRealPath();
    }

    /** The token a person would paste. */
    public String token() throws IOException {
        return Files.readString(data.resolve("token")).strip();
    }

    public String page() {
        return "http://127.0.0.1:" + base;
    }

    /** The port of the page; the others follow it. */
    public int base() {
        return base;
    }

    /** REST of both applications, through the page's origin. */
    public Http rest() throws IOException {
        return new Http(client, page(), token());
    }

    /** Another client of the Kubernetes API, with the rights of a cluster's administrator. */
    public Http kubernetes() throws IOException {
        return new Http(
                client,
                "http://127.0.0.1:" + (base + 3),
                Files.readString(data.resolve("kubernetes-token")).strip());
    }

    /** One program by its place after the page's port, directly. */
    public Http program(int place) throws IOException {
        return new Http(client, "http://127.0.0.1:" + (base + place), token());
    }

    /** Waits until every event that was made is tallied, given up or put aside, and says how they went. */
    public Delivery awaitDelivered(Duration patience) throws Exception {
        return Await.until("no event is under way", patience, () -> Delivery.of(this), Delivery::isOver);
    }

    public Visits visits() {
        return new Visits(client, "http://127.0.0.1:" + (base + 2));
    }

    public long pid(String program) throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("run").resolve(program + ".pid")).strip());
    }

    /** Creates and starts an experiment and waits until the mesh serves it. */
    public void startExperiment(String id, String rules) throws Exception {
        expect(201, rest().post("/api/v1/experiments", "{\"id\": \"" + id + "\", \"rules\": " + quoted(rules) + "}"));
        expect(202, rest().post("/api/v1/experiments/" + id + "/start", "{\"reason\": \"acceptance\"}"));
        awaitPublished(id);
    }

    public void changeRules(String id, String rules) throws Exception {
        Http.Answer answer = rest().put("/api/v1/experiments/" + id + "/rules", "text/plain", rules);
        if (answer.status() / 100 != 2) {
            throw new AssertionError("PUT rules: " + answer.status() + " " + answer.text());
        }
        awaitPublished(id);
    }

    public void stopExperiment(String id) throws Exception {
        expect(202, rest().post("/api/v1/experiments/" + id + "/stop", "{\"reason\": \"done\"}"));
        awaitRemoved(id);
    }

    public void awaitRemoved(String id) throws Exception {
        Await.until(
                "the routes of " + id + " are gone",
                Duration.ofSeconds(60),
                () -> virtualService().toString(),
                text -> !text.contains("meshtrial/" + id + "/"));
        // The object is changed first; the publication is over when the gateway has confirmed that it serves it.
        awaitQuiet();
    }

    public void awaitPublished(String id) throws Exception {
        Await.until(
                "the mesh serves " + id,
                Duration.ofSeconds(60),
                () -> rest().get("/api/v1/experiments/" + id).body().path("status"),
                status -> status.path("revision").asInt()
                                == status.path("observedRevision").asInt()
                        && status.path("publication").path("state").asText().equals("SUCCEEDED")
                        && status.path("publication").path("revision").asInt()
                                == status.path("revision").asInt());
    }

    /** Waits until nothing is being published: a person reads an answer before typing the next command. */
    public void awaitQuiet() throws Exception {
        Await.until(
                "no publication is under way",
                Duration.ofSeconds(60),
                () -> rest().get("/api/v1/experiments").body().path("items"),
                items -> items.isArray()
                        && items.valueStream()
                                .noneMatch(item -> item.at("/status/publication/state")
                                        .asText()
                                        .equals("RUNNING")));
    }

    public JsonNode virtualService() throws IOException, InterruptedException {
        return kubernetes()
                .get("/apis/networking.istio.io/v1/namespaces/demo/virtualservices/catalog")
                .body();
    }

    public JsonNode results(String id) throws IOException, InterruptedException {
        return rest().get("/api/v1/results/" + id).body();
    }

    private static void expect(int status, Http.Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("expected " + status + ", not " + answer.status() + ": " + answer.text());
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static void awaitReady(Process process) throws Exception {
        List<String> lines = new ArrayList<>();
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    synchronized (lines) {
                        lines.add(line);
                    }
                    if (line.startsWith("READY ")) {
                        ready.complete(true);
                    }
                }
            } catch (IOException e) {
                ready.completeExceptionally(e);
            }
            ready.complete(false);
        });
        if (!ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            synchronized (lines) {
                throw new AssertionError("./quickstart ended:\n" + String.join("\n", lines));
            }
        }
    }

    /** A base with ten free ports in a row, below the range from which systems take outgoing ports. */
    static int freeBase() {
        for (int candidate = 21_000; candidate < 31_000; candidate += 10) {
            if (allFree(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no ten free ports in a row");
    }

    private static boolean allFree(int from) {
        return IntStream.range(from, from + 10).allMatch(Ring::isFree);
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
