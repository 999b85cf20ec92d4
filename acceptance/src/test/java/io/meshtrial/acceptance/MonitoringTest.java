package io.meshtrial.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.acceptance.ring.Await;
import io.meshtrial.acceptance.ring.Http;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.WithRing;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The alert rules and the dashboard of {@code deploy/monitoring} against what the running programs export: each series
 * is there, with each label that is selected or grouped by, before anything worth an alert has happened.
 */
@ExtendWith(WithRing.class)
class MonitoringTest {

    private static final Path FILES = Path.of("../deploy/monitoring");

    /** Ports of analytics, experiment-api and the two catalogues, from the ring's first. */
    private static final List<Integer> PROGRAMS = List.of(0, 1, 6, 7);

    /** Added by Prometheus when it scrapes, or by the operator. */
    private static final Set<String> SCRAPED = Set.of("le", "pod", "namespace", "job", "instance");

    private static final Pattern SELECTOR = Pattern.compile("(meshtrial_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPED = Pattern.compile("by \\(([a-z_, ]+)\\)");

    @Test
    void everySeriesOfTheAlertsAndTheDashboardIsExported(Ring ring) throws Exception {
        ring.startExperiment("alerted", "10% to v2");
        Set<String> exported;
        try {
            exported = Await.until(
                    "the experiment's counters are there",
                    Duration.ofSeconds(30),
                    () -> exported(ring),
                    samples -> samples.stream().anyMatch(sample -> sample.startsWith("meshtrial_drift_total{")));
        } finally {
            ring.stopExperiment("alerted");
        }
        List<String> expressions = expressions();
        assertThat(expressions).as("read from the files").hasSizeGreaterThan(20);

        for (String expression : expressions) {
            Matcher selectors = SELECTOR.matcher(expression);
            while (selectors.find()) {
                List<String> labels = labels(expression, selectors.group(2));
                assertThat(exported)
                        .as("%s of %s, with %s", selectors.group(1), expression, labels)
                        .anyMatch(sample -> sample.startsWith(selectors.group(1) + (labels.isEmpty() ? "" : "{"))
                                && nameOf(sample).equals(selectors.group(1))
                                && labels.stream().allMatch(sample::contains));
            }
        }
    }

    private static String nameOf(String sample) {
        return sample.split("[{ ]", 2)[0];
    }

    /** What a sample must contain: {@code label="value"} where one is selected, {@code label=} where it is grouped by. */
    private static List<String> labels(String expression, @Nullable String selected) {
        List<String> labels = new ArrayList<>();
        if (selected != null) {
            Matcher matcher = MATCHER.matcher(selected);
            while (matcher.find()) {
                labels.add(matcher.group(1) + "=" + (matcher.group(2).equals("=") ? '"' + matcher.group(3) + '"' : ""));
            }
        }
        Matcher grouped = GROUPED.matcher(expression);
        while (grouped.find()) {
            for (String label : grouped.group(1).split(",\\s*")) {
                if (!SCRAPED.contains(label.strip())) {
                    labels.add(label.strip() + "=");
                }
            }
        }
        return labels;
    }

    private static List<String> expressions() throws Exception {
        List<String> expressions = new ArrayList<>();
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(FILES.resolve("dashboard.json")));
        expressions.addAll(dashboard.findValuesAsText("expr"));
        Matcher rules = Pattern.compile("(?m)^\\s*expr: (.*)$").matcher(Files.readString(FILES.resolve("rules.yaml")));
        while (rules.find()) {
            expressions.add(rules.group(1));
        }
        return expressions;
    }

    private static Set<String> exported(Ring ring) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int program : PROGRAMS) {
            Http.Answer answer = new Http(
                            HttpClient.newHttpClient(), "http://127.0.0.1:" + (ring.base() + program), ring.token())
                    .get("/actuator/prometheus");
            assertThat(answer.status()).isEqualTo(200);
            lines.addAll(answer.text().lines().toList());
        }
        return lines.stream().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    }
}
