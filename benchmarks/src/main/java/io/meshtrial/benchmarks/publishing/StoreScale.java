package io.meshtrial.benchmarks.publishing;

import io.meshtrial.benchmarks.publishing.ApiProcess.Answer;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages of a list of 10 000 experiments, and how long a process takes with 500 of them running, each on a VirtualService
 * of its own: from its start until it is ready, until it has taken a change of traffic, and until the edge serves that.
 * As in its image, the process has a class cache, which the one that fills the store records; the last starts do without.
 * Arguments: the command that starts experiment-api.
 */
public final class StoreScale {

    private static final int STORED = Integer.getInteger("stored", 10_000);
    private static final int RUNNING = Integer.getInteger("running", 500);
    private static final int PAGES = Integer.getInteger("pages", 1_000);
    private static final int STARTS = Integer.getInteger("starts", 5);
    private static final int CALLERS = 4;
    private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

    private final List<String> command;
    private final SmallMesh mesh;
    private final Path directory;
    private final PrintStream out;

    private StoreScale(List<String> command, SmallMesh mesh, Path directory, PrintStream out) {
        this.command = command;
        this.mesh = mesh;
        this.directory = directory;
        this.out = out;
    }

    public static void main(String[] command) throws Exception {
        Path directory = Files.createTempDirectory("store-scale");
        try (SmallMesh mesh = new SmallMesh(directory)) {
            StoreScale scale = new StoreScale(List.of(command), mesh, directory, System.out);
            try (ApiProcess api = scale.start("-XX:AOTCacheOutput=" + scale.cache())) {
                api.awaitReady();
                scale.fill(api);
                scale.pages(api, "");
                scale.pages(api, "&state=RUNNING");
                scale.pages(api, "&state=DRAFT&service=shop-7");
                scale.pages(api, "&q=number-9");
            }
            scale.starts("with a class cache", "-XX:AOTCache=" + scale.cache());
            scale.starts("without one", "-XX:AOTMode=off");
        }
    }

    private Path cache() {
        return directory.resolve("classes.aot");
    }

    /** @param option of the Java virtual machine, right after its program */
    private ApiProcess start(String option) throws Exception {
        List<String> whole = new ArrayList<>(command);
        whole.add(1, option);
        return ApiProcess.start(whole, mesh, directory);
    }

    private static String service(int number) {
        return "shop-" + number % RUNNING;
    }

    private void fill(ApiProcess api) throws Exception {
        for (int i = 0; i < RUNNING; i++) {
            mesh.host(service(i));
        }
        long began = System.nanoTime();
        inParallel(
                STORED,
                i -> api.send("POST", "/api/v1/experiments", """
                {"id": "number-%d", "namespace": "demo", "virtualService": "%s", "service": "%s", "rules": "10%% to v2",
                 "question": "What does number %d find?", "variants": [
                 {"name": "v1", "role": "CONTROL", "version": "v1", "destination": {"host": "catalog-v1"}},
                 {"name": "v2", "role": "TREATMENT", "version": "v2", "destination": {"host": "catalog-v2"}}]}""".formatted(i, service(i), service(i), i))
                        .mustBe(201));
        inParallel(
                RUNNING,
                i -> api.send("POST", "/api/v1/experiments/number-" + i + "/start", "{}")
                        .mustBe(202));
        for (int i = 0; i < RUNNING; i++) {
            String host = service(i) + ".example";
            ApiProcess.await(() -> SteadyLoad.revision(SteadyLoad.ask(mesh.edgePort(), host)) == 1);
        }
        out.printf(
                "%d experiments created and %d of them published in %.1f s%n",
                STORED, RUNNING, (System.nanoTime() - began) / 1e9);
    }

    private interface Step {
        void take(int number);
    }

    private static void inParallel(int times, Step step) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(threads.submit(() -> step.take(number)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
    }

    /** Walks through all pages, from the start again after the last one; the first tenth warms up. */
    private void pages(ApiProcess api, String query) {
        long[] nanos = new long[PAGES];
        String cursor = "";
        for (int i = -PAGES / 10; i < PAGES; i++) {
            long began = System.nanoTime();
            Answer page = api.send("GET", "/api/v1/experiments?limit=50" + query + cursor, null);
            long took = System.nanoTime() - began;
            page.mustBe(200);
            if (i >= 0) {
                nanos[i] = took;
            }
            Matcher next = NEXT.matcher(page.body());
            cursor = next.find() ? "&cursor=" + next.group(1) : "";
        }
        Arrays.sort(nanos);
        out.printf(
                "page of 50 of %d%-28s p50 %5.1f ms  p99 %5.1f ms%n",
                STORED,
                query.isEmpty() ? "" : " (" + query.substring(1) + ")",
                nanos[PAGES / 2] / 1e6,
                nanos[PAGES * 99 / 100] / 1e6);
    }

    private void starts(String how, String option) throws Exception {
        out.printf("start %s, %d running:%n     ready   change taken   change served%n", how, RUNNING);
        for (int i = 0; i < STARTS; i++) {
            String host = service(7) + ".example";
            int revision = SteadyLoad.revision(SteadyLoad.ask(mesh.edgePort(), host)) + 1;
            String rules = (10 + revision) + "% to v2";
            long began = System.nanoTime();
            try (ApiProcess api = start(option)) {
                api.awaitReady();
                long ready = System.nanoTime();
                ApiProcess.await(() -> api.rules("number-7", rules).status() == 202);
                long taken = System.nanoTime();
                ApiProcess.await(() -> SteadyLoad.revision(SteadyLoad.ask(mesh.edgePort(), host)) >= revision);
                out.printf(
                        "%7.2f s   %10.2f s   %11.2f s%n",
                        (ready - began) / 1e9, (taken - began) / 1e9, (System.nanoTime() - began) / 1e9);
            }
        }
    }
}
