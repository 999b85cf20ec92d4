package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.access.Visitor;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import io.meshtrial.analytics.dashboard.answer.SegmentsAnswer;
import io.meshtrial.analytics.dashboard.answer.VerdictAnswer;
import io.meshtrial.analytics.definition.Experiment;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Results over REST. */
@RestController
@RequestMapping("/api/v1/results")
class ResultsController {

    private static final Set<String> FORMATS = Set.of("json", "ndjson", "csv");

    private static final String CSV = "text/csv;charset=UTF-8";

    private final ResultsFeed feed;
    private final ResultsList list;
    private final JsonMapper json;

    ResultsController(ResultsFeed feed, ResultsList list, JsonMapper json) {
        this.feed = feed;
        this.list = list;
        this.json = json;
    }

    @GetMapping
    ResultsList.Answer all(HttpServletRequest request) {
        return list.answer(Visitor.of(request));
    }

    @GetMapping("/{experiment}")
    ResponseEntity<?> one(
            @PathVariable String experiment,
            @RequestParam(required = false) @Nullable String metric,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable String panel) {
        Results.Look look = look(experiment);
        ResultsAnswer.View view = view(feed.results().judged(look), metric, from, to);
        if (format != null && !FORMATS.contains(format)) {
            throw new BadQueryException("format", "must be json, ndjson or csv");
        }
        ResultsAnswer answer = feed.results().answer(look, view, feed.snapshot(look), true);
        if (panel != null) {
            return part(look.experiment(), answer, panel, format);
        }
        if ("csv".equals(format)) {
            return export(look.experiment(), "csv", CSV, ResultsCsv.of(answer, times(look, view)));
        }
        if ("ndjson".equals(format)) {
            String lines = ResultsNdjson.of(answer, times(look, view), json);
            return export(look.experiment(), "ndjson", "application/x-ndjson", lines);
        }
        return ResponseEntity.ok().eTag(answer.snapshot()).body(answer);
    }

    /** What one panel of the page shows; nothing where it has nothing. */
    private static ResponseEntity<?> part(
            Experiment experiment, ResultsAnswer answer, String name, @Nullable String format) {
        Panel panel = Panel.find(name)
                .orElseThrow(() -> new BadQueryException(
                        "panel", "must be share, guardrails, goals, effects, latency or segments"));
        Object part = panel.of(answer);
        return switch (format == null ? "json" : format) {
            case "json" -> part == null ? ResponseEntity.noContent().build() : ResponseEntity.ok(part);
            case "csv" -> export(experiment, name + ".csv", CSV, PanelCsv.of(panel, answer));
            default -> throw new BadQueryException("format", "must be json or csv of a panel");
        };
    }

    private static List<TimeRow> times(Results.Look look, ResultsAnswer.View view) {
        return TimeRow.of(look.experiment(), look.tallies(), new Window(view.from(), view.to()));
    }

    private static ResponseEntity<String> export(Experiment experiment, String suffix, String type, String body) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header("Content-Disposition", "attachment; filename=\"" + experiment.id() + "." + suffix + "\"")
                .body(body);
    }

    @GetMapping("/{experiment}/verdict")
    VerdictAnswer verdict(@PathVariable String experiment) {
        return feed.results().verdict(look(experiment));
    }

    @GetMapping("/{experiment}/segments")
    ResponseEntity<SegmentsAnswer> segments(
            @PathVariable String experiment, @RequestParam(required = false) @Nullable String metric) {
        Results.Look look = look(experiment);
        view(feed.results().judged(look), metric, null, null);
        SegmentsAnswer answer = feed.results().segments(look, metric);
        return answer == null ? ResponseEntity.noContent().build() : ResponseEntity.ok(answer);
    }

    private Results.Look look(String experiment) {
        return feed.look(experiment).orElseThrow(() -> new NoSuchExperimentException(experiment));
    }

    private static ResultsAnswer.View view(
            Experiment experiment, @Nullable String metric, @Nullable String from, @Nullable String to) {
        if (metric != null && experiment.plan().metric(metric).isEmpty()) {
            throw new BadQueryException("metric", "is not a metric of this experiment");
        }
        Instant start = instant("from", from);
        Instant end = instant("to", to);
        if (start != null && end != null && !start.isBefore(end)) {
            throw new BadQueryException("to", "must be after from");
        }
        return new ResultsAnswer.View(metric, start, end, start != null || end != null);
    }

    private static @Nullable Instant instant(String parameter, @Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadQueryException(parameter, "must be an instant such as 2026-11-22T09:00:00Z");
        }
    }
}
