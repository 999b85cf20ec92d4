package io.meshtrial.benchmarks.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A number of processes from their start until everything is committed.
 *
 * @param perSecond events from the first commit beyond the warm-up to the last
 * @param cpuMicrosPerEvent of all processes together, over the same events
 */
record MeasuredRun(double perSecond, double cpuMicrosPerEvent) {

    /** Share of the events that only warms up; the bare consumer leaves out as much. */
    static final double WARM_UP = 0.5;

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Runs a class that reads to the end, prints its rate and exits. */
    static double rateOf(Class<?> main, Path directory, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, main.getSimpleName(), ".out");
        Process process = start(main, out, arguments);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(main.getSimpleName() + " failed: " + Files.readString(out));
        }
        return Double.parseDouble(Files.readAllLines(out).getLast());
    }

    /**
     * Runs instances of a stream until their consumer group has committed all that its topics hold.
     *
     * @param last arguments after servers, application and state directory
     */
    static MeasuredRun of(
            Class<?> main,
            int instances,
            String servers,
            String application,
            Path directory,
            long events,
            String... last)
            throws Exception {
        List<Process> processes = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            for (int i = 0; i < instances; i++) {
                Path state = Files.createDirectories(directory.resolve(application + "-" + i));
                List<String> arguments = new ArrayList<>(List.of(servers, application, state.toString()));
                arguments.addAll(List.of(last));
                processes.add(start(main, state.resolve("out"), arguments.toArray(String[]::new)));
            }
            return await(admin, application, events, processes);
        } finally {
            for (Process process : processes) {
                process.destroy();
                process.waitFor(20, TimeUnit.SECONDS);
                process.destroyForcibly();
            }
        }
    }

    private static MeasuredRun await(Admin admin, String group, long events, List<Process> processes)
            throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long began = 0;
        long first = 0;
        double cpuBefore = 0;
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
            Progress progress = progress(admin, group);
            if (progress.source >= WARM_UP * events && began == 0) {
                began = System.nanoTime();
                first = progress.source;
                cpuBefore = cpuMicros(processes);
            }
            if (progress.source >= events && progress.waiting == 0) {
                double seconds = (System.nanoTime() - began) / 1e9;
                return new MeasuredRun(
                        (events - first) / seconds, (cpuMicros(processes) - cpuBefore) / (events - first));
            }
        }
        throw new IllegalStateException(group + " did not get to the end");
    }

    private static double cpuMicros(List<Process> processes) {
        return processes.stream()
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e3)
                .sum();
    }

    private static Progress progress(Admin admin, String group) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        Set<TopicPartition> partitions = committed.keySet();
        partitions.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        var ends = admin.listOffsets(wanted).all().get();
        long source = 0;
        long waiting = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : committed.entrySet()) {
            boolean internal = entry.getKey().topic().startsWith(group);
            source += internal ? 0 : entry.getValue().offset();
            long end = Objects.requireNonNull(ends.get(entry.getKey())).offset();
            // A transaction's marker takes an offset that is never committed as read.
            waiting += Math.max(0, end - entry.getValue().offset() - (internal ? 1 : 0));
        }
        return new Progress(source, waiting);
    }

    private static Process start(Class<?> main, Path out, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    private record Progress(long source, long waiting) {}
}
