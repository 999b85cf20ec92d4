package io.meshtrial.experiment.mesh;

import io.meshtrial.routing.object.MeshObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Asks gateways for a probe until all of them know it. */
@Component
class GatewayProber {

    /** What asking came to. */
    sealed interface Confirmation {
        /** Every gateway answered, several times in a row. */
        record Confirmed() implements Confirmation {}

        /** No gateway is configured, or the object serves none. */
        record NothingToAsk() implements Confirmation {}

        /** The time is over; the object is accepted and this gateway does not know it. */
        record Silent(URI gateway, String last) implements Confirmation {}

        /** Something newer is to be published; the answer does not matter any more. */
        record Superseded() implements Confirmation {}
    }

    /** @param status 0 where no answer came; the body then is a text that says why */
    private record Reply(int status, String body) {
        String text() {
            return status == 200 || status == 0 ? body : "HTTP " + status;
        }
    }

    private static final int IN_A_ROW = 3;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(2);

    private final GatewayProperties properties;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ONE_ANSWER)
            .build();

    GatewayProber(GatewayProperties properties) {
        this.properties = properties;
    }

    boolean canAsk() {
        return !properties.urls().isEmpty();
    }

    String path() {
        return properties.probePath();
    }

    /** @param superseded asked between attempts */
    Confirmation confirm(GatewayProbe probe, MeshObject virtualService, BooleanSupplier superseded)
            throws InterruptedException {
        if (properties.urls().isEmpty()) {
            return new Confirmation.NothingToAsk();
        }
        long deadline = System.nanoTime() + properties.patience().toNanos();
        for (URI gateway : properties.urls()) {
            int good = 0;
            String last = "no answer";
            while (good < IN_A_ROW) {
                if (superseded.getAsBoolean()) {
                    return new Confirmation.Superseded();
                }
                if (System.nanoTime() > deadline) {
                    return new Confirmation.Silent(gateway, last);
                }
                Reply reply = ask(gateway, probe, virtualService);
                last = reply.text();
                good = probe.isConfirmedBy(reply.status(), reply.body()) ? good + 1 : 0;
                if (good == 0) {
                    Thread.sleep(PAUSE);
                }
            }
        }
        return new Confirmation.Confirmed();
    }

    private Reply ask(URI gateway, GatewayProbe probe, MeshObject virtualService) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(probe.path()))
                .timeout(ONE_ANSWER)
                .header(GatewayProbe.HEADER, probe.value());
        host(virtualService).forEach(name -> request.header("Host", name));
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException noAnswer) {
            return new Reply(0, "no answer: " + noAnswer.getMessage());
        }
    }

    /** The host to ask for; the gateway's own address does where the object takes any host. */
    private static List<String> host(MeshObject virtualService) {
        for (var host : virtualService.spec().path("hosts")) {
            String name = host.asText();
            if (!name.equals("*")) {
                return List.of(name.startsWith("*.") ? "probe" + name.substring(1) : name);
            }
        }
        return List.of();
    }
}
