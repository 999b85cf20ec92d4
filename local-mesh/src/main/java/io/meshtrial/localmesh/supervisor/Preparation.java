package io.meshtrial.localmesh.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is done once per build so that every start is quick. */
record Preparation(Installation installation, Reaper reaper) {

    private static final long PATIENCE_SECONDS = 600;
    /** Writing a cache needs more room than the program; the cache is the same. */
    private static final String ROOM = "-Xmx512m";

    /** Unpacks an application's jar where that has not been done: nested jars are slow, and have no class cache. */
    void unpack(String module, Path jar) throws IOException, InterruptedException {
        Path target = installation.unpacked(module);
        Path stamp = target.resolve("stamp");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing; build it with: mvn -DskipTests package");
        }
        String identity = jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
        if (Files.exists(stamp) && Files.readString(stamp).equals(identity)) {
            return;
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
                installation.log("unpack-" + module));
        Files.writeString(stamp, identity);
    }

    /** Writes a program's cache from its recording. */
    void writeCache(ProgramSpec spec) throws IOException, InterruptedException {
        Path cache = installation.cache(spec.name());
        Files.createDirectories(cache.getParent());
        Files.deleteIfExists(cache);
        List<String> command = new ArrayList<>(List.of(
                installation.java().toString(),
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + installation.recording(spec.name()),
                "-XX:AOTCache=" + cache));
        spec.jvm().forEach(option -> command.add(option.startsWith("-Xmx") ? ROOM : option));
        Path log = installation.log("cache-" + spec.name());
        run(command, log);
        if (!Files.exists(cache)) {
            throw new IOException("no cache for " + spec.name() + "; see " + log);
        }
    }

    private void run(List<String> command, Path log) throws IOException, InterruptedException {
        Files.createDirectories(log.getParent());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        reaper.watch(process.pid());
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("took longer than " + PATIENCE_SECONDS + " s; see " + log);
        }
        reaper.forget(process.pid());
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
