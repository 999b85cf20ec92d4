package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A panel of the page, each with a member of the answer: what it shows, and nothing else, is what it exports. */
enum Panel {
    SHARE(ResultsAnswer::share),
    GUARDRAILS(ResultsAnswer::guardrails),
    GOALS(ResultsAnswer::goals),
    EFFECTS(ResultsAnswer::effects),
    LATENCY(ResultsAnswer::latency),
    SEGMENTS(ResultsAnswer::segments);

    private final Function<ResultsAnswer, @Nullable Object> member;

    Panel(Function<ResultsAnswer, @Nullable Object> member) {
        this.member = member;
    }

    static Optional<Panel> find(String name) {
        return Arrays.stream(values())
                .filter(panel -> panel.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** @return null where the experiment has nothing to segment */
    @Nullable
    Object of(ResultsAnswer answer) {
        return member.apply(answer);
    }
}
