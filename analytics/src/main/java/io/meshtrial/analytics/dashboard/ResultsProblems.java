package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.access.Problems;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What callers can act on, as problems. */
@RestControllerAdvice(basePackageClasses = ResultsProblems.class)
class ResultsProblems {

    @ExceptionHandler
    ProblemDetail noSuchExperiment(NoSuchExperimentException missing) {
        return Problems.of(
                HttpStatus.NOT_FOUND,
                "no-such-experiment",
                "No such experiment",
                "No experiment of that name has been published. A new one appears here within a second.");
    }

    @ExceptionHandler
    ProblemDetail badQuery(BadQueryException bad) {
        ProblemDetail problem = Problems.of(
                HttpStatus.BAD_REQUEST,
                "bad-query",
                "The query cannot be understood",
                String.valueOf(bad.getMessage()));
        problem.setProperty(
                "errors", List.of(Map.of("parameter", bad.parameter(), "detail", String.valueOf(bad.getMessage()))));
        return problem;
    }
}
