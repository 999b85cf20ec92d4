package io.meshtrial.analytics.forward;

import io.meshtrial.analytics.AnalyticsSettings;
import io.meshtrial.analytics.access.ProblemWriter;
import io.meshtrial.analytics.access.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Sends a request on to experiment-api and its answer back, byte by byte, event streams included. */
@Component
class Forwarder {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int BUFFER = 16 * 1024;

    private final AnalyticsSettings.ExperimentApi settings;
    private final ProblemWriter problems;
    private final HttpClient client;

    Forwarder(AnalyticsSettings settings, ProblemWriter problems) {
        this.settings = settings.experimentApi();
        this.problems = problems;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    void forward(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(settings.maximumBodyBytes() + 1);
        if (body.length > settings.maximumBodyBytes()) {
            problems.write(
                    response,
                    Problems.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "body-too-large",
                            "The body is too large",
                            "At most " + settings.maximumBodyBytes() + " bytes are taken."));
            return;
        }
        HttpResponse<InputStream> answer;
        try {
            answer = client.send(outgoing(request, body), BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            problems.write(response, failed(HttpStatus.GATEWAY_TIMEOUT, "timeout", "did not answer in time"));
            return;
        } catch (IOException e) {
            problems.write(response, failed(HttpStatus.BAD_GATEWAY, "unreachable", "cannot be reached"));
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.write(response, failed(HttpStatus.BAD_GATEWAY, "unreachable", "was not waited for"));
            return;
        }
        copy(answer, response);
    }

    private HttpRequest outgoing(HttpServletRequest request, byte[] body) {
        String query = request.getQueryString();
        URI target = URI.create(settings.url() + request.getRequestURI() + (query == null ? "" : "?" + query));
        HttpRequest.Builder outgoing = HttpRequest.newBuilder(target)
                .timeout(settings.timeout())
                .method(
                        request.getMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        HopByHop hops = HopByHop.of(Collections.list(request.getHeaders("Connection")));
        for (String name : Collections.list(request.getHeaderNames())) {
            if (hops.passes(name) && !HopByHop.isSetByTheClient(name)) {
                Collections.list(request.getHeaders(name)).forEach(value -> outgoing.header(name, value));
            }
        }
        return outgoing.build();
    }

    private static void copy(HttpResponse<InputStream> answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.statusCode());
        HopByHop hops = HopByHop.of(answer.headers().allValues("connection"));
        answer.headers().map().forEach((name, values) -> {
            if (hops.passes(name)) {
                values.forEach(value -> add(response, name, value));
            }
        });
        try (InputStream in = answer.body()) {
            OutputStream out = response.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                // What experiment-api sends piece by piece must arrive piece by piece: events wait for nobody.
                out.flush();
            }
        }
    }

    // Headers that every answer of this origin carries are already there; they are not doubled.
    private static void add(HttpServletResponse response, String name, String value) {
        if (name.equalsIgnoreCase("content-type")) {
            response.setContentType(value);
        } else if (!response.containsHeader(name)) {
            response.addHeader(name, value);
        }
    }

    private static org.springframework.http.ProblemDetail failed(HttpStatus status, String type, String what) {
        return Problems.of(
                status,
                "experiment-api-" + type,
                "experiment-api " + what,
                "The service that changes experiments " + what + ". Results are not affected; try again in a moment.");
    }
}
