package io.meshtrial.routing.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Overlap;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.routing.predicate.WitnessSearch;
import io.meshtrial.rules.evaluate.CompiledCondition;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** "Disjoint" and "unreachable" against brute force, and every witness against the conditions that it is to fulfil. */
class OverlapTest {

    private static final int PAIRS = Size.of(600, 20_000);
    private static final int DENSE = Size.of(300, 10_000);
    private static final int REQUESTS = 100;

    @Test
    void what_is_called_disjoint_is_never_fulfilled_together_and_witnesses_fulfil_both() {
        Cases cases = new Cases(new SplittableRandom(7));
        int proven = 0;
        for (int i = 0; i < PAIRS; i++) {
            Condition one = cases.condition(1);
            Condition other = cases.condition(1);
            String text = RuleFormatter.format(one) + " / " + RuleFormatter.format(other);
            switch (Overlap.of(one, other, new Languages())) {
                case WitnessSearch.Result.Found(Witness witness) -> {
                    assertThat(holds(one, sent(witness))).as(text + witness).isTrue();
                    assertThat(holds(other, sent(witness))).as(text + witness).isTrue();
                }
                case WitnessSearch.Result.None none -> {
                    proven++;
                    assertThat(bruteForce(cases, one, List.of(new Condition.Not(other))))
                            .as(text)
                            .isFalse();
                }
                case WitnessSearch.Result.Unknown unknown -> {}
            }
        }
        assertThat(proven).isPositive();
    }

    @Test
    void what_is_called_unreachable_is_never_reached_and_witnesses_reach() {
        Cases cases = new Cases(new SplittableRandom(8));
        int proven = 0;
        for (int i = 0; i < PAIRS; i++) {
            Condition rule = cases.condition(1);
            List<Condition> earlier = List.of(cases.condition(1), cases.condition(0));
            String text = RuleFormatter.format(rule) + " beyond " + earlier;
            switch (Overlap.beyond(rule, earlier, new Languages())) {
                case WitnessSearch.Result.Found(Witness witness) -> {
                    assertThat(holds(rule, sent(witness))).as(text + witness).isTrue();
                    earlier.forEach(other -> assertThat(holds(other, sent(witness)))
                            .as(text + witness)
                            .isFalse());
                }
                case WitnessSearch.Result.None none -> {
                    proven++;
                    assertThat(bruteForce(cases, rule, earlier)).as(text).isFalse();
                }
                case WitnessSearch.Result.Unknown unknown -> {}
            }
        }
        assertThat(proven).isPositive();
    }

    static List<Long> seeds() {
        return CompiledTableTest.seeds();
    }

    /** Three to five earlier conditions that overlap much, against every request of their common vocabulary. */
    @ParameterizedTest
    @MethodSource("seeds")
    void what_several_earlier_conditions_leave_nothing_of_is_reached_by_no_request_of_the_vocabulary(long seed) {
        DenseCases cases = new DenseCases(new SplittableRandom(seed));
        List<Sent> requests = DenseCases.requests();
        Languages languages = new Languages();
        int proven = 0;
        int reached = 0;
        int unknown = 0;
        for (int i = 0; i < DENSE; i++) {
            Condition rule = cases.condition(1);
            List<Condition> earlier = cases.conditions(3 + cases.below(3));
            String text = "seed " + seed + ": " + RuleFormatter.format(rule) + " beyond "
                    + earlier.stream().map(RuleFormatter::format).toList();
            switch (Overlap.beyond(rule, earlier, languages)) {
                case WitnessSearch.Result.Found(Witness witness) -> {
                    reached++;
                    assertThat(takes(rule, earlier, sent(witness)))
                            .as(text + witness)
                            .isTrue();
                }
                case WitnessSearch.Result.None none -> {
                    proven++;
                    CompiledCondition wanted = CompiledCondition.of(rule);
                    List<CompiledCondition> unwanted =
                            earlier.stream().map(CompiledCondition::of).toList();
                    assertThat(requests)
                            .as(text)
                            .noneMatch(request -> wanted.holds(request.forRules())
                                    && unwanted.stream().noneMatch(other -> other.holds(request.forRules())));
                }
                case WitnessSearch.Result.Unknown none -> unknown++;
            }
        }
        System.out.printf(
                "seed %d: beyond three to five earlier conditions %d unreachable, %d reached, %d unknown%n",
                seed, proven, reached, unknown);
        if (Size.counts()) {
            assertThat(proven).isGreaterThan(DENSE / 20);
            assertThat(reached).isGreaterThan(DENSE / 20);
        }
    }

    private static boolean takes(Condition rule, List<Condition> earlier, Sent request) {
        return holds(rule, request) && earlier.stream().noneMatch(other -> holds(other, request));
    }

    /** Whether some random request fulfils the first and none of the others. */
    private static boolean bruteForce(Cases cases, Condition one, List<Condition> others) {
        CompiledCondition wanted = CompiledCondition.of(one);
        List<CompiledCondition> unwanted =
                others.stream().map(CompiledCondition::of).toList();
        for (int i = 0; i < REQUESTS; i++) {
            var facts = cases.request().forRules();
            if (wanted.holds(facts) && unwanted.stream().noneMatch(other -> other.holds(facts))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Condition condition, Sent request) {
        return CompiledCondition.of(condition).holds(request.forRules());
    }

    private static Sent sent(Witness witness) {
        List<Sent.Field> headers = new ArrayList<>();
        witness.headers().forEach(header -> headers.add(new Sent.Field(header.name(), header.value())));
        return new Sent(witness.method(), witness.authority(), witness.path(), headers);
    }
}
