package io.meshtrial.experiment.verification.telemetry;

import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.Window;
import io.meshtrial.experiment.verification.witness.Answer;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import io.meshtrial.experiment.verification.witness.JsonAnswer;
import io.meshtrial.experiment.verification.witness.Reply;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import io.meshtrial.experiment.verification.witness.WitnessHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Istio's standard metric by PromQL. {@code increase} bridges restarts and extrapolates to the window's ends. */
final class PrometheusTelemetry implements Telemetry {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final PrometheusProperties properties;
    private final String root;
    private final WitnessHttp http;

    PrometheusTelemetry(PrometheusProperties properties, URI url) {
        this.properties = properties;
        this.root = url.toString().replaceAll("/+$", "");
        this.http = new WitnessHttp("Prometheus", properties.timeout());
    }

    @Override
    public String name() {
        return "Prometheus";
    }

    @Override
    public Optional<Window> window(Instant notBefore, Instant now) {
        Instant to = Window.minuteBefore(now.minus(properties.scrapeInterval()));
        Instant from = Window.minuteAfter(notBefore);
        Instant earliest = to.minus(LONGEST);
        from = from.isBefore(earliest) ? earliest : from;
        return from.isBefore(to) ? Optional.of(new Window(from, to)) : Optional.empty();
    }

    @Override
    public Answer<RequestCounts> counts(Set<ServiceName> services, Window window) throws InterruptedException {
        HttpRequest.Builder request = WitnessHttp.request(URI.create(root + "/api/v1/query?query="
                + URLEncoder.encode(query(services, window), StandardCharsets.UTF_8) + "&time="
                + window.to().getEpochSecond()));
        String token = properties.token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build()).then(reply -> read(reply, services));
    }

    String query(Set<ServiceName> services, Window window) {
        List<String> matchers = new ArrayList<>();
        if (!properties.matchers().isBlank()) {
            matchers.add(properties.matchers());
        }
        matchers.add(
                "destination_service_name=~" + alternatives(services.stream().map(ServiceName::name)));
        matchers.add("destination_service_namespace=~"
                + alternatives(services.stream().map(ServiceName::namespace)));
        return "sum by (destination_service_name, destination_service_namespace, destination_version, response_flags)"
                + " (increase(istio_requests_total{" + String.join(",", matchers) + "}[" + window.seconds() + "s]))";
    }

    /** Names of services hold nothing that a regex or a text of PromQL would have to escape but dots, which they lack. */
    private static String alternatives(Stream<String> names) {
        return "\"" + names.distinct().sorted().collect(Collectors.joining("|")) + "\"";
    }

    private Answer<RequestCounts> read(Reply reply, Set<ServiceName> services) {
        if (reply.status() != 200) {
            Reason reason = reply.status() == 401 || reply.status() == 403 ? Reason.REFUSED : Reason.NO_ANSWER;
            return new Unheard<>(reason, "Prometheus answered " + reply.words() + ".");
        }
        try {
            return new Heard<>(read(JsonAnswer.read(reply.body()), services));
        } catch (UnreadableAnswer unreadable) {
            return new Unheard<>(
                    Reason.UNREADABLE, "Prometheus’ answer cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    private RequestCounts read(JsonNode answer, Set<ServiceName> services) throws UnreadableAnswer {
        JsonNode data = JsonAnswer.object(answer, "data");
        if (!JsonAnswer.text(answer, "status").equals("success")
                || !JsonAnswer.text(data, "resultType").equals("vector")) {
            throw new UnreadableAnswer("it is no vector");
        }
        List<RequestCounts.Count> counts = new ArrayList<>();
        for (JsonNode series : JsonAnswer.objects(data, "result")) {
            JsonNode labels = JsonAnswer.object(series, "metric");
            ServiceName service = new ServiceName(
                    JsonAnswer.text(labels, "destination_service_name", ""),
                    JsonAnswer.text(labels, "destination_service_namespace", ""));
            if (services.contains(service)) {
                counts.add(new RequestCounts.Count(
                        service,
                        JsonAnswer.text(labels, "destination_version", ""),
                        JsonAnswer.text(labels, "response_flags", "-").equals("-"),
                        value(series.path("value"))));
            }
        }
        return new RequestCounts(counts, properties.scrapeInterval().toMillis() / 1000.0);
    }

    private static double value(JsonNode sample) throws UnreadableAnswer {
        if (!sample.isArray() || !sample.path(1).isString()) {
            throw new UnreadableAnswer("a sample has no value");
        }
        return JsonAnswer.decimal(sample.path(1).asString());
    }
}
