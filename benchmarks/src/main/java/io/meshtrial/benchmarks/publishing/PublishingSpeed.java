package io.meshtrial.benchmarks.publishing;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * 100 publications in a row under 200 requests a second, each beside one bare PATCH of another object at the same edge:
 * from the answer that accepts the change to the first request that is served by it. The first few publications of a
 * process that has just started are judged like all others and their times stand apart. Arguments: the command that starts
 * experiment-api, such as {@code java -jar experiment-api/target/experiment-api-0.1.0-SNAPSHOT-app.jar}.
 */
public final class PublishingSpeed {

    private static final int PUBLICATIONS = Integer.getInteger("publications", 100);
    private static final int WARM_UP = Integer.getInteger("warm-up", 5);
    private static final int PER_SECOND = Integer.getInteger("rate", 200);

    private final SmallMesh mesh;
    private final ApiProcess api;
    private final long[] published = new long[PUBLICATIONS];
    private final long[] bare = new long[PUBLICATIONS];

    private PublishingSpeed(SmallMesh mesh, ApiProcess api) {
        this.mesh = mesh;
        this.api = api;
    }

    public static void main(String[] command) throws Exception {
        Path directory = Files.createTempDirectory("publishing-speed");
        try (SmallMesh mesh = new SmallMesh(directory);
                ApiProcess api = ApiProcess.start(List.of(command), mesh, directory)) {
            api.awaitReady();
            new PublishingSpeed(mesh, api).measure(System.out);
        }
    }

    private void measure(PrintStream out) throws Exception {
        api.send("POST", "/api/v1/experiments", """
                {"id": "speed", "namespace": "demo", "virtualService": "catalog", "rules": "1% to v2", "variants": [
                 {"name": "v1", "role": "CONTROL", "version": "v1", "destination": {"host": "catalog-v1"}},
                 {"name": "v2", "role": "TREATMENT", "version": "v2", "destination": {"host": "catalog-v2"}}]}""").mustBe(201);
        api.send("POST", "/api/v1/experiments/speed/start", "{}").mustBe(202);
        ApiProcess.await(() -> served("catalog.example") == 1);
        SteadyLoad load = new SteadyLoad(mesh.edgePort(), PER_SECOND, 1);
        try (load) {
            for (int i = -WARM_UP; i < PUBLICATIONS; i++) {
                int revision = 2 + WARM_UP + i;
                load.asks(revision);
                long took = publish(revision);
                long beside = patch(revision);
                if (i >= 0) {
                    published[i] = took;
                    bare[i] = beside;
                } else {
                    out.printf("warm-up %11.1f ms %11.1f ms%n", took / 1e6, beside / 1e6);
                }
            }
        }
        correctness(load, out);
        times(out);
    }

    private static void correctness(SteadyLoad load, PrintStream out) {
        int wrong = load.wrong().values().stream().mapToInt(Integer::intValue).sum();
        out.printf(
                "%d publications under %.1f requests/s: %d requests, %d failed or misrouted%n",
                WARM_UP + PUBLICATIONS, load.rate(), load.sent(), wrong);
        load.wrong().forEach((answer, count) -> out.printf("  %d × %s%n", count, answer));
        ServedSplit split = load.split();
        out.printf(
                "split over %d revisions: %.1f standard deviations from the rules' (chi-squared %.0f)%n",
                split.revisions(), split.deviations(PublishingSpeed::share), split.pearson(PublishingSpeed::share));
    }

    private void times(PrintStream out) {
        Arrays.sort(published);
        Arrays.sort(bare);
        out.printf("%-6s %14s %14s %14s%n", "", "published", "bare PATCH", "added");
        for (double quantile : new double[] {0.5, 0.9, 0.99}) {
            double ours = at(published, quantile);
            double theirs = at(bare, quantile);
            out.printf("p%-5.0f %11.1f ms %11.1f ms %11.1f ms%n", quantile * 100, ours, theirs, ours - theirs);
        }
    }

    private static int percent(int revision) {
        return 1 + (revision - 1) % 90;
    }

    private static double share(int revision) {
        return percent(revision) / 100.0;
    }

    private long publish(int revision) throws Exception {
        api.rules("speed", percent(revision) + "% to v2").mustBe(202);
        long accepted = System.nanoTime();
        ApiProcess.await(() -> served("catalog.example") >= revision);
        return System.nanoTime() - accepted;
    }

    private long patch(int revision) throws Exception {
        mesh.patchBare(revision);
        long accepted = System.nanoTime();
        ApiProcess.await(() -> served(SmallMesh.BARE_HOST) >= revision);
        return System.nanoTime() - accepted;
    }

    private int served(String host) {
        return SteadyLoad.revision(SteadyLoad.ask(mesh.edgePort(), host));
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1e6;
    }
}
