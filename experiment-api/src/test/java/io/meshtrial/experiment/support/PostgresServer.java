package io.meshtrial.experiment.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/** A real PostgreSQL server on a free port, made from the binaries that Debian's package installs. */
public final class PostgresServer implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path binaries;
    private final Path directory;
    private final int port;
    private Process process;

    private PostgresServer(Path binaries) throws IOException, InterruptedException {
        this.binaries = binaries;
        this.directory = Files.createTempDirectory("meshtrial-postgres");
        this.port = freePort();
        if (isRoot()) {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
        run("initdb", "-D", data(), "-U", "meshtrial", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        process = server();
    }

    /** Where the binaries are, if they are installed. */
    private static Optional<Path> binaries() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    public static boolean isInstalled() {
        return binaries().isPresent();
    }

    public static PostgresServer start() {
        try {
            return new PostgresServer(binaries().orElseThrow());
        } catch (IOException failed) {
            throw new IllegalStateException("PostgreSQL does not start", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Settings of the application for a database that nobody else uses. */
    public String[] freshDatabase() {
        String name = "meshtrial_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"), "meshtrial", "")) {
            connection.createStatement().execute("create database " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return new String[] {
            "spring.datasource.url=" + url(name),
            "spring.datasource.username=meshtrial",
            "spring.datasource.password=",
            "meshtrial.leadership.namespace=demo"
        };
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private Process server() throws IOException {
        Process started = new ProcessBuilder(command(
                        "postgres",
                        "-D",
                        data(),
                        "-p",
                        String.valueOf(port),
                        "-k",
                        directory.toString(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "fsync=off"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .directory(directory.toFile())
                .start();
        Awaitility.await().ignoreExceptions().until(() -> {
            try (Connection connection = DriverManager.getConnection(url("postgres"), "meshtrial", "")) {
                return connection.isValid(1);
            }
        });
        return started;
    }

    /** Ends the server at once, as a crash of its machine would. */
    public void kill() {
        process.destroyForcibly();
        Awaitility.await().until(() -> !process.isAlive());
    }

    public void startAgain() throws IOException {
        process = server();
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process running = new ProcessBuilder(command(command))
                .redirectErrorStream(true)
                .directory(directory.toFile())
                .start();
        String output = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (running.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }

    /** PostgreSQL refuses to run as root; whoever is root becomes the package's own user. */
    private List<String> command(String... command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        all.add(binaries.resolve(command[0]).toString());
        all.addAll(List.of(command).subList(1, command.length));
        return all;
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException left) {
            throw new IllegalStateException(left);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
