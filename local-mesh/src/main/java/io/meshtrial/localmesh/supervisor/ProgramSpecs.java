package io.meshtrial.localmesh.supervisor;

import io.meshtrial.localmesh.apiserver.ApiServerMain;
import io.meshtrial.localmesh.broker.BrokerMain;
import io.meshtrial.localmesh.edge.EdgeMain;
import io.meshtrial.localmesh.visitors.VisitorsMain;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The programs of the ring, with memory for a few hundred requests per second and not more. */
record ProgramSpecs(Installation installation, Ports ports, Tokens tokens, String version, int rate) {

    static final String GATEWAY_PORT = "80";

    List<ProgramSpec> all() {
        return List.of(
                broker(), apiServer(), edge(), visitors(), catalogV1(), catalogV2(), experimentApi(), analytics());
    }

    ProgramSpec broker() {
        return own(
                "broker",
                BrokerMain.class,
                128,
                List.of(
                        "--port=" + ports.broker(),
                        "--controller-port=" + ports.controller(),
                        "--data=" + installation.stored("kafka")),
                Map.of());
    }

    ProgramSpec apiServer() {
        return own(
                "api-server",
                ApiServerMain.class,
                48,
                List.of(
                        "--port=" + ports.kubernetes(),
                        "--data=" + installation.stored("kubernetes").resolve("objects.jsonl")),
                Map.of("MESHTRIAL_TOKEN", tokens.kubernetes()));
    }

    ProgramSpec edge() {
        return own(
                "edge",
                EdgeMain.class,
                64,
                List.of(
                        "--port=" + ports.edge(),
                        "--metrics-port=" + ports.edgeMetrics(),
                        "--gateway-port=" + GATEWAY_PORT,
                        "--api=" + Ports.local(ports.kubernetes())),
                Map.of("MESHTRIAL_TOKEN", tokens.kubernetes()));
    }

    ProgramSpec visitors() {
        return own(
                "visitors",
                VisitorsMain.class,
                48,
                List.of("--port=" + ports.visitors(), "--target=" + Ports.local(ports.edge()), "--rate=" + rate),
                Map.of());
    }

    ProgramSpec catalogV1() {
        return catalog("catalog-v1", ports.catalogV1());
    }

    ProgramSpec catalogV2() {
        return catalog("catalog-v2", ports.catalogV2());
    }

    private ProgramSpec catalog(String name, int port) {
        return app(name, port, 96, List.of("--meshtrial.events.pod=" + Workloads.pod(name)), Map.of());
    }

    ProgramSpec experimentApi() {
        return app(
                "experiment-api",
                ports.experimentApi(),
                128,
                List.of(
                        "--meshtrial.kubernetes.master-url=" + Ports.local(ports.kubernetes()),
                        "--meshtrial.gateway.urls=" + Ports.local(ports.edge()),
                        "--meshtrial.telemetry.metrics-urls=" + Ports.local(ports.edgeMetrics()) + "/metrics",
                        "--meshtrial.verification.probe.version-header=x-catalog-version",
                        "--meshtrial.analytics.url=" + Ports.local(ports.page()),
                        "--meshtrial.data=" + installation.stored("experiment-api")),
                Map.of("MESHTRIAL_TOKEN", tokens.platform(), "MESHTRIAL_KUBERNETES_TOKEN", tokens.kubernetes()));
    }

    ProgramSpec analytics() {
        return app(
                "analytics",
                ports.page(),
                128,
                List.of(
                        "--meshtrial.experiment-api.url=" + Ports.local(ports.experimentApi()),
                        "--meshtrial.stream.state-directory=" + installation.stored("streams")),
                Map.of("MESHTRIAL_TOKEN", tokens.platform()));
    }

    private ProgramSpec own(
            String name, Class<?> main, int heap, List<String> arguments, Map<String, String> environment) {
        List<String> jvm = new ArrayList<>(small(heap));
        jvm.addAll(List.of("-cp", installation.meshJar(version).toString(), main.getName()));
        return new ProgramSpec(name, jvm, arguments, environment, null);
    }

    private ProgramSpec app(
            String module, int port, int heap, List<String> arguments, Map<String, String> environment) {
        List<String> jvm = new ArrayList<>(small(heap));
        jvm.addAll(List.of(
                "-jar",
                installation
                        .unpacked(module)
                        .resolve(installation.appJar(module, version).getFileName())
                        .toString()));
        List<String> all = new ArrayList<>(
                List.of("--server.port=" + port, "--spring.kafka.bootstrap-servers=127.0.0.1:" + ports.broker()));
        all.addAll(arguments);
        @Nullable URI health = URI.create(Ports.local(port) + "/actuator/health/liveness");
        return new ProgramSpec(module, jvm, all, environment, health);
    }

    private static List<String> small(int heap) {
        return List.of(
                "-Xmx" + heap + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dio.netty.allocator.type=unpooled");
    }
}
