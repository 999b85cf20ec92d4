package io.meshtrial.localmesh.supervisor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the caches of loaded classes: runs the whole ring once, with visitors and a first look at the page, and writes
 * from what each program loaded its cache. One whole run, since a program that is started alone never meets the classes
 * by which it talks to the others, and those are a third of what it loads.
 */
record Training(Installation installation, Ports ports, Tokens tokens, String version, HttpClient http) {

    /** On two cores more than two caches at once only wait for each other. */
    private static final int WRITTEN_AT_ONCE = 2;

    /** Writing the recording happens while the program ends. */
    private static final Duration STOP = Duration.ofSeconds(120);

    private static final int RATE = 50;

    /** The number of caches written. */
    int run() throws IOException, InterruptedException {
        Installation training = installation.training();
        Preparation.delete(training.run());
        Files.createDirectories(training.run());
        ProgramSpecs specs = new ProgramSpecs(training, ports, tokens, version, RATE);
        try {
            record(training, specs);
            return writeCaches(training, specs.all());
        } finally {
            Preparation.delete(training.run());
        }
    }

    private void record(Installation training, ProgramSpecs specs) throws IOException, InterruptedException {
        Console silent =
                new Console(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), false);
        Supervisor supervisor = new Supervisor(training, silent, http, ClassCache.RECORDED, STOP);
        Thread stop = new Thread(supervisor::close, "stop training");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            new Ring(training, ports, tokens, specs, supervisor, silent, http).start(true, true);
            new FirstLook(http, Ports.local(ports.page()), tokens.platform()).take();
        } finally {
            supervisor.close();
        }
        Runtime.getRuntime().removeShutdownHook(stop);
    }

    private static int writeCaches(Installation training, List<ProgramSpec> programs)
            throws IOException, InterruptedException {
        try (Reaper reaper = Reaper.start();
                ExecutorService writers = Executors.newFixedThreadPool(WRITTEN_AT_ONCE)) {
            Preparation preparation = new Preparation(training, reaper);
            List<Callable<Void>> work = new ArrayList<>();
            for (ProgramSpec program : programs) {
                work.add(() -> {
                    preparation.writeCache(program);
                    return null;
                });
            }
            for (Future<Void> written : writers.invokeAll(work)) {
                Ring.result(written);
            }
            return programs.size();
        }
    }
}
