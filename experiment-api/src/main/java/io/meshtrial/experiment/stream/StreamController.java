package io.meshtrial.experiment.stream;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.Experiments;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream of one experiment. */
@RestController
@Tag(name = "Experiments")
class StreamController {

    private final Experiments experiments;
    private final StreamHub hub;

    StreamController(Experiments experiments, StreamHub hub) {
        this.experiments = experiments;
        this.hub = hub;
    }

    /** With {@code Last-Event-ID} nothing is repeated that the client has seen. */
    @GetMapping(path = "/api/v1/experiments/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Actor actor) {
        var stored = experiments.require(id, actor, Role.VIEWER);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(hub.open(stored, lastEventId));
    }
}
