package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.dashboard.answer.PlanningAnswer;
import io.meshtrial.analytics.definition.Experiment;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sample size and duration over REST, before the start and while it runs. */
@RestController
class PlanningController {

    private static final double USUAL_POWER = 0.8;
    private static final double MOST = 1e9;

    private final ResultsFeed feed;
    private final Planning planning = new Planning();

    PlanningController(ResultsFeed feed) {
        this.feed = feed;
    }

    @GetMapping("/api/v1/results/{experiment}/planning")
    PlanningAnswer planning(
            @PathVariable("experiment") String id,
            @RequestParam(required = false) @Nullable String variant,
            @RequestParam(required = false) @Nullable String metric,
            @RequestParam(required = false) @Nullable String share,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam(required = false) @Nullable String requestsPerUser,
            @RequestParam(required = false) @Nullable String baseline,
            @RequestParam(required = false) @Nullable String change,
            @RequestParam(required = false) @Nullable String power) {
        Results.Look look = feed.look(id).orElseThrow(() -> new NoSuchExperimentException(id));
        Experiment experiment = feed.results().judged(look);
        if (variant != null
                && experiment.treatments().stream().noneMatch(one -> one.name().equals(variant))) {
            throw new BadQueryException("variant", "is not a treatment of this experiment");
        }
        if (metric != null && experiment.plan().metric(metric).isEmpty()) {
            throw new BadQueryException("metric", "is not a metric of this experiment");
        }
        if (baseline != null && metric == null) {
            throw new BadQueryException("baseline", "belongs to one metric; name it as metric");
        }
        Double asked = number("power", power, p -> p >= 0.5 && p < 1, "must be from 0.5 up to, and less than, 1");
        Planning.Given given = new Planning.Given(
                variant,
                metric,
                number("share", share, s -> s >= 0.001 && s <= 0.999, "must lie between 0.001 and 0.999; 0.1 is 10 %"),
                number("rate", rate, r -> r > 0 && r <= MOST, "must be a positive number of requests per second"),
                number("requestsPerUser", requestsPerUser, r -> r >= 1 && r <= MOST, "must be at least 1"),
                number("baseline", baseline, b -> b > 0 && b <= 1e15, "must be positive, in the metric's unit"),
                number(
                        "change",
                        change,
                        c -> c > -1 && Math.abs(c) >= 0.001 && c <= 100,
                        "must be relative, such as 0.2 for +20 %, and at least 0.1 %"),
                asked == null ? USUAL_POWER : asked);
        Observed observed = Observed.of(
                experiment,
                feed.results().traffic(look, Window.ALL),
                look.tallies(),
                feed.talliesOfSiblings(experiment),
                look.now());
        return planning.answer(experiment, observed, given);
    }

    private static @Nullable Double number(
            String parameter, @Nullable String text, DoublePredicate allowed, String demand) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number) && allowed.test(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BadQueryException(parameter, demand);
        }
        throw new BadQueryException(parameter, demand);
    }
}
