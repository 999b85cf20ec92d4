package io.meshtrial.benchmarks.events;

import io.meshtrial.localmesh.broker.BrokerMain;
import io.meshtrial.localmesh.broker.BrokerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The catalogue with and without events, each a process of its own, in turns of one second, so that whatever else the
 * machine does hits both. In production the broker and the visitors stand on other machines; here they keep off the
 * service's core where the system has {@code taskset}. Three loads: the cheapest request that the catalogue has and the
 * dearest, as fast as they are answered, and the cheapest at a rate that leaves room. Arguments: turns (default 20), warm-up
 * turns (default 30).
 */
public final class EmissionThroughput {

    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @param perSecond requests that are offered; 0 for as many as are answered */
    private record Load(String name, String path, int perSecond) {}

    private static final List<Load> LOADS = List.of(
            new Load("a search, as fast as it is answered", "/Weather", 0),
            new Load("the whole list, as fast as it is answered", "/", 0),
            new Load("a search, 5 000 a second offered", "/Weather", 5_000));

    /** Answers of one service and the processor time that they cost it. */
    private static final class Sum {
        private long answers;
        private Duration cpu = Duration.ZERO;
    }

    private EmissionThroughput() {}

    public static void main(String[] arguments) throws Exception {
        int turns = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int warmUp = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        Path directory = Files.createTempDirectory("emission-throughput");
        BrokerSettings settings = new BrokerSettings(FreePort.next(), FreePort.next(), directory.resolve("kafka"));
        // Asked before this process moves: afterwards it would count fewer cores.
        Process broker = Pinned.elsewhere(
                directory.resolve("broker.log"),
                "512m",
                BrokerMain.class.getName(),
                List.of(
                        "--port=" + settings.brokerPort(),
                        "--controller-port=" + settings.controllerPort(),
                        "--data=" + settings.directory()));
        int[] ports = {FreePort.next(), FreePort.next()};
        List<Process> services = new ArrayList<>();
        try {
            awaitBroker(settings);
            RecordedTraffic.makeTopics(settings.bootstrapServers());
            for (int way = 0; way < 2; way++) {
                services.add(start(directory.resolve("service-" + way), settings, ports[way], way == 0));
            }
            for (int port : ports) {
                await(port);
            }
            Pinned.moveAway();
            for (Load load : LOADS) {
                measure(load, turns, warmUp, services, ports, broker);
            }
        } finally {
            services.forEach(EmissionThroughput::stop);
            stop(broker);
        }
        System.exit(0);
    }

    private static void measure(Load load, int turns, int warmUp, List<Process> services, int[] ports, Process broker)
            throws Exception {
        Sum[] sums = {new Sum(), new Sum()};
        Duration brokerBefore = cpu(broker);
        for (int turn = -warmUp; turn < turns; turn++) {
            if (turn == 0) {
                brokerBefore = cpu(broker);
                sums = new Sum[] {new Sum(), new Sum()};
            }
            for (int second = 0; second < 2; second++) {
                int way = Math.floorMod(turn + second, 2);
                turn(load, services.get(way), ports[way], sums[way]);
            }
        }
        System.out.println(load.name);
        report(turns, sums, cpu(broker).minus(brokerBefore));
    }

    private static void turn(Load load, Process service, int port, Sum sum) throws Exception {
        Duration before = cpu(service);
        sum.answers += new PlainVisitors(port, load.path, load.perSecond).visit(TURN);
        sum.cpu = sum.cpu.plus(cpu(service)).minus(before);
    }

    private static void report(int turns, Sum[] sums, Duration broker) {
        for (int way = 0; way < 2; way++) {
            System.out.printf(
                    "%-14s %8d answers in %d s, %6.1f µs of the service's processor time each, %3.0f %% of one core%n",
                    way == 0 ? "with events" : "without",
                    sums[way].answers,
                    turns,
                    micros(sums[way].cpu) / sums[way].answers,
                    micros(sums[way].cpu) / turns / 1e4);
        }
        System.out.printf("the broker: %.1f µs for each event%n", micros(broker) / sums[0].answers);
        System.out.printf("with ÷ without: %.3f%n", sums[0].answers / (double) sums[1].answers);
    }

    private static double micros(Duration time) {
        return time.toNanos() / 1e3;
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void await(int port) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (new PlainVisitors(port, "/Weather", 0).visit(Duration.ofMillis(100)) > 0) {
                    return;
                }
            } catch (Exception e) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        throw new IllegalStateException("the catalogue does not answer on port " + port);
    }

    private static void awaitBroker(BrokerSettings settings) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), settings.brokerPort())) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        throw new IllegalStateException("the broker does not start");
    }

    private static Process start(Path log, BrokerSettings broker, int port, boolean events) throws IOException {
        return Pinned.measured(
                log,
                "512m",
                "io.meshtrial.catalog.CatalogApplication",
                List.of(
                        "--spring.config.location=optional:classpath:/none/",
                        "--spring.application.name=catalog-v1",
                        "--spring.threads.virtual.enabled=true",
                        "--spring.web.error.path=/-/error",
                        "--meshtrial.events.version=v1",
                        "--server.address=127.0.0.1",
                        // Tomcat otherwise ends a connection after 100 requests, which the visitors do not expect.
                        "--server.tomcat.max-keep-alive-requests=-1",
                        "--server.port=" + port,
                        "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "--meshtrial.events.enabled=" + events));
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
