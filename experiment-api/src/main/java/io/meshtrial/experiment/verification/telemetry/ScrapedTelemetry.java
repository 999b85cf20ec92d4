package io.meshtrial.experiment.verification.telemetry;

import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.Window;
import io.meshtrial.experiment.verification.telemetry.MinuteSamples.Series;
import io.meshtrial.experiment.verification.witness.Answer;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import io.meshtrial.experiment.verification.witness.Reply;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import io.meshtrial.experiment.verification.witness.WitnessHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The same metric read from the gateways themselves, at each whole minute, so that it meets the minutes of events. */
final class ScrapedTelemetry implements Telemetry {

    private static final Logger log = LoggerFactory.getLogger(ScrapedTelemetry.class);
    private static final String METRIC = "istio_requests_total";
    private static final Duration MOST_LATE = Duration.ofSeconds(2);

    private final List<URI> urls;
    private final WitnessHttp http;
    private final Clock clock;
    private final MinuteSamples samples = new MinuteSamples();
    private volatile String trouble = "it was not read yet";

    ScrapedTelemetry(TelemetryProperties properties, Clock clock) {
        this.urls = properties.metricsUrls();
        this.http = new WitnessHttp("The gateway", properties.timeout());
        this.clock = clock;
    }

    @Override
    public String name() {
        return "The gateways";
    }

    /** To be called at each whole minute; a sample that comes late, or not from everyone, is none. */
    void sample() throws InterruptedException {
        Instant minute = Window.minuteBefore(clock.instant());
        Map<Series, Double> counters = new HashMap<>();
        for (URI url : urls) {
            String failure = add(http.send(WitnessHttp.request(url).build()), counters);
            if (failure != null) {
                trouble = failure;
                log.debug("{} is not counted: {}", url, failure);
                return;
            }
        }
        if (Duration.between(minute, clock.instant()).compareTo(MOST_LATE) > 0) {
            trouble = "it was read too late after the whole minute";
            return;
        }
        samples.add(minute, counters);
    }

    @Override
    public Optional<Window> window(Instant notBefore, Instant now) {
        return samples.window(notBefore);
    }

    @Override
    public Answer<RequestCounts> counts(Set<ServiceName> services, Window window) {
        return samples.within(window)
                .<Answer<RequestCounts>>map(counts -> new Heard<>(new RequestCounts(
                        counts.stream()
                                .filter(count -> services.contains(count.service()))
                                .toList(),
                        1)))
                .orElseGet(() -> new Unheard<>(Reason.NO_ANSWER, "The gateways’ metrics have a gap: " + trouble + "."));
    }

    private static @Nullable String add(Answer<Reply> answer, Map<Series, Double> counters) {
        return switch (answer) {
            case Unheard<Reply>(Reason reason, String words) -> words;
            case Heard<Reply>(Reply reply) -> {
                if (reply.status() != 200) {
                    yield "it answered HTTP " + reply.status();
                }
                try {
                    for (Exposition.Sample sample : Exposition.samples(reply.text(), METRIC)) {
                        if (!sample.label("reporter").equals("destination")) {
                            counters.merge(series(sample), sample.value(), Double::sum);
                        }
                    }
                    yield null;
                } catch (UnreadableAnswer unreadable) {
                    yield unreadable.getMessage();
                }
            }
        };
    }

    private static Series series(Exposition.Sample sample) {
        return new Series(
                new ServiceName(
                        sample.label("destination_service_name"), sample.label("destination_service_namespace")),
                sample.label("destination_version"),
                sample.label("response_flags"));
    }
}
