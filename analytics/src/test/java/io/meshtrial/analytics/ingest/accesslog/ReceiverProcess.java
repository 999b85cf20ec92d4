package io.meshtrial.analytics.ingest.accesslog;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A receiver alone in a process of its own, to be killed: {@code <bootstrap servers>}. It prints its port. */
final class ReceiverProcess {

    private static final String PORT = "receives on ";

    private ReceiverProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Receiving receiving = Receiving.start(arguments[0], 0, Duration.ofSeconds(5));
        System.out.println(PORT + receiving.port());
        Thread.currentThread().join();
    }

    static Process start(String servers) throws IOException {
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReceiverProcess.class.getName(),
                        servers))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Reads on for good, so that the process never waits for its reader. */
    static int port(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(PORT)) {
                Thread.startVirtualThread(() -> out.lines().forEach(none -> {}));
                return Integer.parseInt(line.substring(PORT.length()));
            }
        }
        throw new IOException("the receiver ended before it received");
    }
}
