package io.meshtrial.localmesh.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What is done once per build so that every start is quick: application jars are unpacked, and each program is started
 * once to write a cache of its loaded classes. Without a cache a program starts all the same, only slower.
 */
record Preparation(Installation installation, String version) {

    private static final long PATIENCE_SECONDS = 600;

    boolean unpack(String module) throws IOException, InterruptedException {
        Path jar = installation.appJar(module, version);
        Path target = installation.unpacked(module);
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing; build it with: mvn -DskipTests package");
        }
        if (stamped(target.resolve("stamp"), jar)) {
            return false;
        }
        delete(target);
        run(
                List.of(
                        installation.java().toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        target.toString()),
                Map.of(),
                installation.log("unpack-" + module));
        stamp(target.resolve("stamp"), jar);
        return true;
    }

    /** Whether a cache was made now. */
    boolean train(ProgramSpec spec, Path jar) throws IOException, InterruptedException {
        Path cache = installation.cache(spec.name());
        Path stamp = installation.cache(spec.name() + ".stamp");
        if (Files.exists(cache) && stamped(stamp, jar)) {
            return false;
        }
        Files.createDirectories(cache.getParent());
        List<String> command = new ArrayList<>(List.of(
                installation.java().toString(),
                "-XX:AOTCacheOutput=" + cache,
                "-Dspring.context.exit=onRefresh",
                "-Dmeshtrial.training=true"));
        command.addAll(spec.jvm());
        command.addAll(spec.arguments());
        run(command, spec.environment(), installation.log("cache-" + spec.name()));
        stamp(stamp, jar);
        return Files.exists(cache);
    }

    private static void run(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("took longer than " + PATIENCE_SECONDS + " s; see " + log);
        }
    }

    private static boolean stamped(Path stamp, Path jar) throws IOException {
        return Files.exists(stamp) && Files.readString(stamp).equals(identity(jar));
    }

    private static void stamp(Path stamp, Path jar) throws IOException {
        Files.writeString(stamp, identity(jar));
    }

    private static String identity(Path jar) throws IOException {
        return jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar) + " " + Runtime.version();
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
