package io.meshtrial.experiment.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;

/** H2 in a process of its own, so that the database can go away under a running application and come back. */
public final class StoppableStore implements AutoCloseable {

    private final Path directory;
    private final int port;
    private Process server;

    private StoppableStore(Path directory, int port) throws IOException {
        this.directory = directory;
        this.port = port;
        this.server = process();
    }

    public static StoppableStore start() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "h2").toAbsolutePath();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            free.close();
            return new StoppableStore(directory, port);
        }
    }

    private Process process() throws IOException {
        String jar = Path.of(org.h2.Driver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dh2.bindAddress=127.0.0.1",
                        "-cp",
                        jar,
                        "org.h2.tools.Server",
                        "-tcp",
                        "-tcpPort",
                        String.valueOf(port),
                        "-ifNotExists",
                        "-baseDir",
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Awaitility.await().ignoreExceptions().until(this::answers);
        return process;
    }

    private boolean answers() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    public String setting() {
        return "spring.datasource.url=jdbc:h2:tcp://127.0.0.1:" + port + "/./experiments;WRITE_DELAY=0";
    }

    /** Kills it; what was committed is on the disk. */
    public void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    public void startAgain() throws IOException {
        server = process();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
