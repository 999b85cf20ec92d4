package io.meshtrial.experiment.support;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A real Kubernetes API server with Istio's kinds, where {@code acceptance/api-server/build.sh} has built one. */
public final class ApiServerProcess implements AutoCloseable {

    private static final Path BUILT = Path.of("../acceptance/api-server/target");

    private static final String KINDS =
            "(VirtualService|DestinationRule|Gateway|ServiceEntry|Telemetry|PeerAuthentication|AuthorizationPolicy)";

    private final Process process;
    private final Path kubeconfig;

    private ApiServerProcess(Process process, Path kubeconfig) {
        this.process = process;
        this.kubeconfig = kubeconfig;
    }

    public static boolean isBuilt() {
        return Files.isExecutable(BUILT.resolve("crdserver")) && Files.exists(BUILT.resolve("istio-crds.yaml"));
    }

    public static ApiServerProcess start() throws IOException {
        Path directory =
                Files.createTempDirectory(Path.of("target"), "api-server").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                BUILT.resolve("crdserver").toAbsolutePath().toString(),
                "-dir",
                directory.toString(),
                "-port",
                "0",
                "-exit-with-stdin");
        builder.environment().put("GOGC", "50");
        builder.redirectError(directory.resolve("log").toFile());
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Optional<String> ready =
                output.lines().filter(line -> line.startsWith("READY ")).findFirst();
        if (ready.isEmpty()) {
            throw new IOException("the API server ended: " + Files.readString(directory.resolve("log")));
        }
        Path kubeconfig = directory.resolve("admin.kubeconfig");
        loadDefinitions(kubeconfig);
        return new ApiServerProcess(process, kubeconfig);
    }

    private static void loadDefinitions(Path kubeconfig) throws IOException {
        Config config = Config.fromKubeconfig(new File(kubeconfig.toString()));
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            for (String document :
                    Files.readString(BUILT.resolve("istio-crds.yaml")).split("(?m)^---$")) {
                if (document.matches("(?s).*\\n  group: (networking|security|telemetry)\\.istio\\.io\\n.*")
                        && document.matches("(?s).*\\n    kind: " + KINDS + "\\n.*")) {
                    client.resource(document).create();
                }
            }
        }
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** @param user {@code admin}, {@code reader}, or {@code meshtrial}: the service account of experiment-api */
    public Path kubeconfig(String user) {
        return kubeconfig.resolveSibling(user + ".kubeconfig");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
