package io.meshtrial.localmesh.supervisor;

import io.meshtrial.localmesh.process.Options;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Runs the ring until told to end: {@code --root=DIR [--data=DIR] [--port-base=7700] [--rate=50] [--no-traffic]
 * [--no-demo] [--fresh] [--colour] [--version=V]}; with {@code --prepare} it makes the class
 * caches and ends. When all serves it writes {@code READY meshtrial <page>} as one line. The token stands in {@code <data>/token}, process ids in {@code <data>/run/<program>.pid}.
 */
public final class SupervisorMain {

    private static final Set<String> OPTIONS = Set.of(
            "root", "data", "port-base", "rate", "no-traffic", "no-demo", "fresh", "colour", "version", "prepare");

    private static final List<String> APPLICATIONS = List.of("catalog-v1", "catalog-v2", "experiment-api", "analytics");
    private static final List<String> STORED =
            List.of("kafka", "kubernetes", "experiment-api", "streams", "logs", "run");
    private static final Duration STOP = Duration.ofSeconds(10);

    private SupervisorMain() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Options options;
        Ports ports;
        int rate;
        try {
            options = Options.parse(arguments, OPTIONS);
            ports = new Ports((int) options.number("port-base", 7700, 0, 65_535));
            rate = (int) options.number("rate", 50, 1, 1_000);
        } catch (IllegalArgumentException e) {
            out.println("quickstart: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path data =
                options.optional("data") == null ? options.path("root").resolve(".meshtrial") : options.path("data");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Installation installation = new Installation(options.path("root"), data, java);
        Console console = new Console(out, options.flag("colour"));
        RunLock held;
        try {
            held = RunLock.take(data, Ports.local(ports.page()));
        } catch (IllegalStateException | IOException e) {
            console.failed(String.valueOf(e.getMessage()));
            System.exit(1);
            return;
        }
        Tokens tokens = Tokens.in(data, new SecureRandom());
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        String version = options.text("version", "0.1.0-SNAPSHOT");
        try {
            unpack(installation, version);
            if (options.flag("prepare")) {
                int caches = new Training(installation, ports, tokens, version, http).run();
                console.done("prepared", caches + " programs for a quick start");
                System.exit(0);
            }
            if (options.flag("fresh")) {
                forget(installation);
            }
            Supervisor supervisor = new Supervisor(installation, console, http, ClassCache.USED, STOP);
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop"));
            ProgramSpecs specs = new ProgramSpecs(installation, ports, tokens, version, rate);
            new Ring(installation, ports, tokens, specs, supervisor, console, http)
                    .start(!options.flag("no-demo"), !options.flag("no-traffic"));
            new Welcome(console, ports, tokens.platform(), installation).print(!options.flag("no-demo"));
            console.line("READY meshtrial " + Ports.local(ports.page()));
            supervisor.awaitEnd();
        } catch (IllegalStateException | IOException e) {
            console.failed(String.valueOf(e.getMessage()));
        } finally {
            Reference.reachabilityFence(held);
        }
        System.exit(1);
    }

    private static void unpack(Installation installation, String version) throws IOException, InterruptedException {
        try (Reaper reaper = Reaper.start()) {
            for (String module : APPLICATIONS) {
                new Preparation(installation, reaper).unpack(module, installation.appJar(module, version));
            }
        }
    }

    private static void forget(Installation installation) throws IOException {
        for (String name : STORED) {
            Preparation.delete(installation.stored(name));
        }
    }
}
