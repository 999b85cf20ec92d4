package io.meshtrial.acceptance.ring;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A run of {@code ./quickstart} on a terminal of its own, which {@code script} provides; another ring may run beside. */
public final class Terminal implements AutoCloseable {

    private static final int CTRL_C = 3;

    private final Process process;
    private final Path data;
    private final Path output;
    private final int base;

    private Terminal(Process process, Path data, Path output, int base) {
        this.process = process;
        this.data = data;
        this.output = output;
        this.base = base;
    }

    /** Starts with the class caches of a ring that runs, and with data and ports of its own. */
    public static Terminal quickstart(Ring ring, String... options) throws IOException {
        Path data = Files.createTempDirectory("meshtrial terminal");
        for (String shared : List.of("apps", "cache")) {
            Files.createSymbolicLink(data.resolve(shared), ring.data().resolve(shared));
        }
        Path output = data.resolve("terminal.txt");
        int base = Ring.freeBase();
        List<String> command =
                new ArrayList<>(List.of("../quickstart", "--no-build", "--port-base", Integer.toString(base)));
        command.addAll(List.of(options));
        // Whoever runs the tests in the background of a shell has SIGINT ignored, and all children inherit that.
        ProcessBuilder builder = new ProcessBuilder(
                "env", "--default-signal=INT", "script", "-qefc", String.join(" ", command), "/dev/null");
        builder.environment().put("MESHTRIAL_DATA", data.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Terminal(process, data, output, base);
    }

    public String text() throws IOException {
        return Files.readString(output);
    }

    public void awaitLine(String part, Duration patience) throws Exception {
        Await.until("the terminal says " + part, patience, this::text, text -> text.contains(part));
    }

    /** As the key does: the terminal's driver signals its whole foreground group. */
    public void pressCtrlC() throws IOException {
        OutputStream keys = process.getOutputStream();
        keys.write(CTRL_C);
        keys.flush();
    }

    public boolean hasEnded() {
        return !process.isAlive();
    }

    /** The programs of the ring that runs here. */
    public List<ProcessHandle> programs() throws IOException {
        List<ProcessHandle> programs = new ArrayList<>();
        try (Stream<Path> files = Files.list(data.resolve("run"))) {
            for (Path file : files.toList()) {
                ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).ifPresent(programs::add);
            }
        }
        return programs;
    }

    /** Of one program, as it runs now. */
    public ProcessHandle program(String name) throws IOException {
        String pid = Files.readString(data.resolve("run").resolve(name + ".pid"));
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** Its process id as last started; 0 while it is being written. */
    public long pid(String name) throws IOException {
        String pid =
                Files.readString(data.resolve("run").resolve(name + ".pid")).strip();
        return pid.isEmpty() ? 0 : Long.parseLong(pid);
    }

    /** The parent of every program. */
    public ProcessHandle supervisor() throws IOException {
        return program("edge").parent().orElseThrow();
    }

    public URI edge() {
        return URI.create("http://127.0.0.1:" + (base + 2) + "/");
    }

    public List<Integer> listeningPorts() {
        return IntStream.range(base, base + 10)
                .filter(port -> !Ring.isFree(port))
                .boxed()
                .toList();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
