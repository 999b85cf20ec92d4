package io.meshtrial.experiment.support;

import com.sun.net.httpserver.HttpServer;
import io.meshtrial.localmesh.edge.Edge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;

/** The local edge before two services that answer with their name and the identity header that reached them. */
public final class LocalEdge implements AutoCloseable {

    private final List<HttpServer> services = new ArrayList<>();
    private final Edge edge;

    private LocalEdge(StandIn mesh) throws Exception {
        for (String name : List.of("catalog-v1", "catalog-v2")) {
            HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            service.createContext("/", exchange -> {
                String identity = exchange.getRequestHeaders().getFirst("x-meshtrial");
                byte[] body = (name + " " + identity).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            service.start();
            services.add(service);
            endpoint(mesh, name, service.getAddress().getPort());
        }
        edge = Edge.start(new Edge.Settings(
                0,
                0,
                80,
                mesh.url(),
                StandIn.TOKEN,
                new SplittableRandom(20261122),
                System::nanoTime,
                Duration.ofSeconds(10)));
    }

    /** The objects of the demonstration are there already. */
    public static LocalEdge before(StandIn mesh) throws Exception {
        return new LocalEdge(mesh);
    }

    public String url() {
        return "http://127.0.0.1:" + edge.port();
    }

    private static void endpoint(StandIn mesh, String service, int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(mesh.url() + "/apis/discovery.k8s.io/v1/namespaces/demo/endpointslices"))
                .header("Authorization", "Bearer " + StandIn.TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
                         "metadata": {"name": "%s", "labels": {"kubernetes.io/service-name": "%s"}},
                         "ports": [{"port": %d}], "endpoints": [{"addresses": ["127.0.0.1"]}]}""".formatted(service, service, port)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException(answer.body());
        }
    }

    @Override
    public void close() throws Exception {
        edge.close();
        services.forEach(service -> service.stop(0));
    }
}
