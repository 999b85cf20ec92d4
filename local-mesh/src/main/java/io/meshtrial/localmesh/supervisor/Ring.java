package io.meshtrial.localmesh.supervisor;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The order in which the ring comes to life. */
final class Ring {

    private final Installation installation;
    private final Ports ports;
    private final Tokens tokens;
    private final ProgramSpecs specs;
    private final Supervisor supervisor;
    private final Console console;
    private final HttpClient http;

    Ring(
            Installation installation,
            Ports ports,
            Tokens tokens,
            ProgramSpecs specs,
            Supervisor supervisor,
            Console console,
            HttpClient http) {
        this.installation = installation;
        this.ports = ports;
        this.tokens = tokens;
        this.specs = specs;
        this.supervisor = supervisor;
        this.console = console;
        this.http = http;
    }

    void start(boolean demonstration, boolean traffic) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Void> catalogV1 = threads.submit(step(specs.catalogV1(), "version v1 of the service"));
            Future<Void> catalogV2 = threads.submit(step(specs.catalogV2(), "version v2 of the service"));
            Future<Void> analytics = threads.submit(() -> {
                step(specs.broker(), "Kafka at 127.0.0.1:" + ports.broker()).call();
                return step(specs.analytics(), "results and the page").call();
            });
            step(specs.apiServer(), "Kubernetes API stand-in").call();
            KubernetesObjects kubernetes =
                    new KubernetesObjects(http, Ports.local(ports.kubernetes()), tokens.kubernetes());
            Future<Void> api = threads.submit(step(specs.experimentApi(), "the REST API"));
            for (var object : KubernetesObjects.read(installation.root().resolve("deploy/demo"))) {
                kubernetes.create(object);
            }
            for (var object : Workloads.of("catalog-v1", "v1", ports.catalogV1())) {
                kubernetes.put(object);
            }
            for (var object : Workloads.of("catalog-v2", "v2", ports.catalogV2())) {
                kubernetes.put(object);
            }
            console.done("deploy/demo", "gateway, two services, their routes");
            step(specs.edge(), "the Gateway's port 80 is " + ports.edge()).call();
            result(catalogV1);
            result(catalogV2);
            result(api);
            if (demonstration) {
                String experiments = Ports.local(ports.experimentApi());
                String state = new Demonstration(http, experiments, tokens.platform()).begin();
                console.done("experiment", Demonstration.EXPERIMENT + " is " + state);
            }
            result(analytics);
            if (traffic) {
                step(specs.visitors(), specs.rate() + " requests per second").call();
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private Callable<Void> step(ProgramSpec spec, String what) {
        return () -> {
            long began = System.nanoTime();
            supervisor.run(spec);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            console.done(spec.name(), "%s  (%.1f s)".formatted(what, took.toMillis() / 1000.0));
            return null;
        };
    }

    static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IllegalStateException(cause == null ? e.getMessage() : cause.getMessage(), e);
        }
    }
}
