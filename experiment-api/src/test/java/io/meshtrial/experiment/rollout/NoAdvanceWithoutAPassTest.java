package io.meshtrial.experiment.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.definition.RolloutPolicy;
import io.meshtrial.experiment.definition.RolloutPolicy.OnInconclusive;
import io.meshtrial.experiment.definition.RolloutPolicy.StepMargin;
import io.meshtrial.experiment.rollout.RolloutDecider.Situation;
import io.meshtrial.experiment.rollout.Verdict.Bound;
import io.meshtrial.experiment.rollout.Verdict.Given;
import io.meshtrial.experiment.rollout.Verdict.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in: without a verdict that passes nothing goes forward, and harm always goes back. */
class NoAdvanceWithoutAPassTest {

    private static final int CASES = Boolean.getBoolean("meshtrial.proof") ? 2_000_000 : 100_000;
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Random random = new Random(20261122);

    @Test
    void noInputWithoutAPassingVerdictEverAdvances() {
        int forward = 0;
        int back = 0;
        for (int i = 0; i < CASES; i++) {
            Situation situation = situation();
            switch (RolloutDecider.decide(situation)) {
                case RolloutStep.Advance(double share) -> {
                    assertThat(mayLeave(situation)).as("%s", situation).isTrue();
                    assertThat(share).isGreaterThan(situation.state().share()).isLessThan(100);
                    forward++;
                }
                case RolloutStep.Promote promote -> {
                    assertThat(mayLeave(situation) || inconclusiveByPolicy(situation))
                            .as("%s", situation)
                            .isTrue();
                    assertThat(((Given) situation.verdict()).blind()).isFalse();
                    forward++;
                }
                case RolloutStep.RollBack rollBack -> {
                    assertThat(situation.verdict()).isInstanceOf(Given.class);
                    back++;
                }
                case RolloutStep.Hold hold ->
                    assertThat(situation.verdict() instanceof Given given && given.word() == Word.HARM)
                            .isFalse();
            }
        }
        assertThat(forward).as("the property is not empty").isGreaterThan(CASES / 1000);
        assertThat(back).isGreaterThan(CASES / 1000);
    }

    /** Said anew, from the words of the design: known bounds below the step's margins, and nothing in doubt. */
    private static boolean mayLeave(Situation situation) {
        if (!(situation.state() instanceof RolloutState.Standing standing)
                || !(situation.verdict() instanceof Given given)) {
            return false;
        }
        boolean word = given.word() == Word.BETTER
                || given.word() == Word.NO_HARM
                || (given.word() == Word.INSUFFICIENT_DATA
                        && !situation.policy().margins().isEmpty());
        boolean bounds = !given.bounds().isEmpty();
        for (Bound bound : given.bounds()) {
            double limit =
                    situation.policy().margin(standing.share(), bound.metric()).orElse(bound.margin());
            Double upper = bound.upper();
            bounds = bounds && upper != null && upper < limit;
        }
        boolean witnessed = !asked(situation.policy()) || situation.witnesses() == Witnesses.Answer.AGREE;
        boolean lasted = Duration.between(standing.since(), NOW)
                        .compareTo(situation.policy().minimumStep())
                >= 0;
        return word && bounds && witnessed && lasted && given.ratioClean() && !given.treatmentSilent();
    }

    private static boolean asked(RolloutPolicy policy) {
        return policy.witnesses() || !policy.witnessRows().isEmpty();
    }

    private static boolean inconclusiveByPolicy(Situation situation) {
        return situation.verdict() instanceof Given given
                && given.word() == Word.INCONCLUSIVE
                && situation.policy().onInconclusive() == OnInconclusive.PROMOTE
                && (!asked(situation.policy()) || situation.witnesses() == Witnesses.Answer.AGREE);
    }

    private Situation situation() {
        List<Double> steps = List.of(1.0, 5.0, 25.0, 50.0, 100.0).subList(0, 2 + random.nextInt(4));
        double share = pick(1.0, 5.0, 7.5, 25.0, 50.0, 100.0);
        List<StepMargin> margins =
                random.nextInt(3) == 0 ? List.of(new StepMargin(share, "a", random.nextDouble())) : List.of();
        RolloutPolicy policy = new RolloutPolicy(
                steps,
                Duration.ofSeconds(random.nextInt(3) * 60L),
                pick(OnInconclusive.values()),
                margins,
                Duration.ofMinutes(2),
                random.nextBoolean(),
                random.nextBoolean() ? List.of() : List.of("kiali-share"));
        RolloutState state = pick(
                new RolloutState.Publishing(share),
                new RolloutState.Unserved(share, "HTTP 404"),
                new RolloutState.Frozen(share),
                new RolloutState.Disputed(share),
                new RolloutState.Standing(share, NOW.minusSeconds(random.nextInt(180))),
                new RolloutState.Standing(share, NOW.minusSeconds(random.nextInt(180))));
        return new Situation(
                state,
                random.nextInt(5) == 0 ? new Verdict.Missing("away") : given(),
                policy,
                random.nextBoolean() ? null : NOW.minusSeconds(random.nextInt(240)),
                pick(Witnesses.Answer.values()),
                NOW);
    }

    private Given given() {
        List<Bound> bounds = new ArrayList<>();
        for (String metric : List.of("a", "b").subList(0, random.nextInt(3))) {
            bounds.add(new Bound(
                    metric, random.nextInt(6) == 0 ? null : random.nextDouble() / 2, 0.1 + random.nextDouble()));
        }
        return new Given(
                pick(Word.values()),
                null,
                "",
                random.nextInt(5) == 0,
                random.nextBoolean(),
                bounds,
                random.nextInt(4) != 0,
                random.nextBoolean());
    }

    @SafeVarargs
    private final <T> T pick(T... from) {
        return from[random.nextInt(from.length)];
    }
}
