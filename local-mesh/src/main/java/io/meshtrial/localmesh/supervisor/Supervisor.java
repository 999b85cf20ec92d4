package io.meshtrial.localmesh.supervisor;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts programs, restarts those that die, and stops all of them. */
final class Supervisor implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    /** A death that is part of the whole run's end is not worth a word. */
    private static final Duration SECOND_LOOK = Duration.ofMillis(300);

    private final Installation installation;
    private final Console console;
    private final HttpClient http;
    private final ClassCache cache;
    private final Duration stop;
    private final Reaper reaper;
    private final RestartBudget budget = new RestartBudget();
    private final Map<String, RunningProgram> running = new ConcurrentHashMap<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    /** A program is started either before the end begins, which then stops it, or not at all. */
    private final Object starts = new Object();

    /** @param stop how long a program may take to end before it is ended */
    Supervisor(Installation installation, Console console, HttpClient http, ClassCache cache, Duration stop)
            throws IOException {
        this.installation = installation;
        this.console = console;
        this.http = http;
        this.cache = cache;
        this.stop = stop;
        this.reaper = Reaper.start();
    }

    /** Starts a program, waits until it serves, and looks after it from then on. */
    void run(ProgramSpec spec) throws IOException, InterruptedException {
        RunningProgram program = launch(spec);
        program.awaitReady(http, START);
        lookAfter(program);
    }

    private RunningProgram launch(ProgramSpec spec) throws IOException {
        synchronized (starts) {
            if (stopping.get()) {
                throw new IllegalStateException("the run is ending");
            }
            RunningProgram program = RunningProgram.start(spec, installation, cache);
            running.put(spec.name(), program);
            long pid = program.process().pid();
            reaper.watch(pid);
            Path processId = installation.processId(spec.name());
            Files.createDirectories(processId.getParent());
            Files.writeString(processId, pid + "\n");
            return program;
        }
    }

    private void lookAfter(RunningProgram program) {
        program.process().onExit().thenAcceptAsync(this::died);
    }

    private void died(Process process) {
        try {
            TimeUnit.MILLISECONDS.sleep(SECOND_LOOK.toMillis());
            for (RunningProgram program : List.copyOf(running.values())) {
                if (program.process().pid() == process.pid() && !stopping.get()) {
                    restart(program);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            giveUp(String.valueOf(e.getMessage()));
        }
    }

    private void restart(RunningProgram dead) throws IOException, InterruptedException {
        String name = dead.spec().name();
        reaper.forget(dead.process().pid());
        if (!budget.take(name, System.nanoTime())) {
            giveUp(name + " keeps ending; the end of its log:\n" + dead.tail());
            return;
        }
        console.note(name + " ended unexpectedly (code " + dead.process().exitValue() + "); starting it again");
        RunningProgram again = launch(dead.spec());
        again.awaitReady(http, START);
        console.done(name, "serves again");
        lookAfter(again);
    }

    private void giveUp(String why) {
        if (!stopping.get()) {
            console.failed(why);
            ended.countDown();
        }
    }

    /** Returns when the run cannot go on. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Stops everything: who makes traffic first, what all depend on last. */
    @Override
    public void close() {
        synchronized (starts) {
            if (!stopping.compareAndSet(false, true)) {
                return;
            }
        }
        console.line("");
        console.note("stopping");
        try {
            for (List<String> together : List.of(
                    List.of("visitors"),
                    List.of("edge", "experiment-api"),
                    List.of("catalog-v1", "catalog-v2", "analytics"),
                    List.of("api-server", "broker"))) {
                List<Thread> stops = together.stream()
                        .filter(running::containsKey)
                        .map(name -> Thread.ofVirtual().start(() -> stop(name)))
                        .toList();
                for (Thread stop : stops) {
                    stop.join();
                }
            }
            reaper.close();
            Preparation.delete(installation.stored("run"));
            console.done("stopped", "nothing is left running");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            console.note("while stopping: " + e.getMessage());
        }
        ended.countDown();
    }

    private void stop(String name) {
        RunningProgram program = running.get(name);
        if (program != null) {
            try {
                program.stop(stop);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
