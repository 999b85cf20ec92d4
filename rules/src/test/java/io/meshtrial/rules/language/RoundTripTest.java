package io.meshtrial.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.rules.model.Rules;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    private static final long SEED = 20_261_122;

    @ParameterizedTest
    @MethodSource("seeds")
    void textAndJsonGiveBackTheRulesTheyWereWrittenFrom(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Rules rules = new RandomRules(random).rules();
        String text = RuleFormatter.format(rules);

        assertThat(RuleParser.parse(text)).as(text).isInstanceOfSatisfying(ParseResult.Parsed.class, parsed -> {
            assertThat(RuleFormatter.format(parsed.rules())).isEqualTo(text);
            assertThat(parsed.rules()).isEqualTo(rules);
            assertThat(parsed.places().rules()).hasSameSizeAs(rules.rules());
        });
        assertThat(RulesJson.read(RulesJson.write(rules))).as(text).isEqualTo(new JsonResult.Read(rules));
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + Integer.getInteger("meshtrial.rules.roundTrips", 2_000));
    }
}
