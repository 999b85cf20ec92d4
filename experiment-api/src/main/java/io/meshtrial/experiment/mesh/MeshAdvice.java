package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.experiment.rest.Problems;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a caller is told when the mesh cannot be read. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class MeshAdvice {

    @ExceptionHandler({MeshUnavailable.class, MeshForbidden.class})
    ResponseEntity<ProblemDetail> meshAway(RuntimeException failure) {
        ProblemType type = ProblemType.MESH_UNAVAILABLE;
        return ResponseEntity.status(type.status())
                .body(Problems.of(type, String.valueOf(failure.getMessage()), List.of()));
    }
}
