package io.meshtrial.localmesh.edge;

import io.meshtrial.routing.evaluate.Destination;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Istio's standard request metrics of a gateway, so that whoever witnesses a mesh by Prometheus can witness this one. */
final class EdgeMetrics {

    private static final String UNKNOWN = "unknown";

    private record Series(String service, String version, int code, ResponseFlag flag) {}

    private record Meters(Counter requests, Timer duration) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Series, Meters> meters = new HashMap<>();

    /** @param destination null where no route chose one */
    void count(@Nullable Destination destination, String version, int code, ResponseFlag flag, Duration took) {
        Series series = new Series(destination == null ? UNKNOWN : destination.host(), version, code, flag);
        Meters found = meters.computeIfAbsent(series, this::register);
        found.requests().increment();
        found.duration().record(took);
    }

    String scrape() {
        return registry.scrape();
    }

    private Meters register(Series series) {
        String[] parts = series.service().split("\\.", 3);
        String[] tags = {
            "reporter",
            "source",
            "source_workload",
            "istio-ingressgateway",
            "source_workload_namespace",
            "istio-system",
            "source_app",
            "istio-ingressgateway",
            "destination_service",
            series.service(),
            "destination_service_name",
            parts[0],
            "destination_service_namespace",
            parts.length > 1 ? parts[1] : UNKNOWN,
            "destination_workload",
            parts[0],
            "destination_workload_namespace",
            parts.length > 1 ? parts[1] : UNKNOWN,
            "destination_version",
            series.version().isEmpty() ? UNKNOWN : series.version(),
            "request_protocol",
            "http",
            "response_code",
            String.valueOf(series.code()),
            "response_flags",
            series.flag().letters()
        };
        return new Meters(
                Counter.builder("istio.requests").tags(tags).register(registry),
                Timer.builder("istio.request.duration").tags(tags).register(registry));
    }
}
