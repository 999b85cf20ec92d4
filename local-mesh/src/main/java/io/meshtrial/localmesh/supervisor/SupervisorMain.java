package io.meshtrial.localmesh.supervisor;

import io.meshtrial.localmesh.process.Options;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;

/**
 * Runs the ring until told to end: {@code --root=DIR [--data=DIR] [--port-base=7700] [--rate=50] [--no-traffic]
 * [--no-demo] [--fresh] [--colour] [--version=V]}. When all serves it writes {@code READY meshtrial <page>} as one
 * line. The token stands in {@code <data>/token}, process ids in {@code <data>/run/<program>.pid}.
 */
public final class SupervisorMain {

    private static final Set<String> OPTIONS =
            Set.of("root", "data", "port-base", "rate", "no-traffic", "no-demo", "fresh", "colour", "version");

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
        Path root = options.path("root");
        Path data = options.optional("data") == null ? root.resolve(".meshtrial") : options.path("data");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Installation installation = new Installation(root, data, java);
        Console console = new Console(out, options.flag("colour"));
        if (options.flag("fresh")) {
            for (String kept : Set.of("kafka", "kubernetes", "experiment-api", "streams", "logs", "run")) {
                Preparation.delete(data.resolve(kept));
            }
        }
        Files.createDirectories(data);
        Tokens tokens = Tokens.in(data, new SecureRandom());
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        String version = options.text("version", "0.1.0-SNAPSHOT");
        ProgramSpecs specs = new ProgramSpecs(installation, ports, tokens, version, rate);
        Supervisor supervisor = new Supervisor(installation, console, http);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop"));
        Ring ring = new Ring(installation, ports, tokens, specs, supervisor, console, http);
        try {
            ring.prepare(version);
            ring.start(!options.flag("no-demo"), !options.flag("no-traffic"));
            new Welcome(console, ports, tokens.platform(), installation).print(!options.flag("no-demo"));
            console.line("READY meshtrial " + Ports.local(ports.page()));
            supervisor.awaitEnd();
        } catch (IllegalStateException e) {
            console.failed(String.valueOf(e.getMessage()));
        }
        System.exit(1);
    }
}
