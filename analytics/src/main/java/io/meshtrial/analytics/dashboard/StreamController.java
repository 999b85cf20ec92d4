package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.access.ProblemWriter;
import io.meshtrial.analytics.access.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Results as server-sent events. */
@RestController
class StreamController {

    private static final String RETRY_SECONDS = "5";

    private final ResultsFeed feed;
    private final ResultsStreams streams;
    private final ProblemWriter problems;

    StreamController(ResultsFeed feed, ResultsStreams streams, ProblemWriter problems) {
        this.feed = feed;
        this.streams = streams;
        this.problems = problems;
    }

    @GetMapping("/api/v1/results/{experiment}/stream")
    void stream(
            @PathVariable String experiment,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        if (feed.look(experiment).isEmpty()) {
            throw new NoSuchExperimentException(experiment);
        }
        if (!streams.enter()) {
            response.setHeader("Retry-After", RETRY_SECONDS);
            problems.write(
                    response,
                    Problems.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "too-many-streams",
                            "Too many event streams",
                            "Read the results without /stream, or come back in a moment."));
            return;
        }
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            response.flushBuffer();
            streams.write(experiment, lastEventId, response.getOutputStream());
        } finally {
            streams.leave();
        }
    }
}
