package io.meshtrial.experiment.verification.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {

    /** Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3; the last from R's prop.test, uncorrected. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0.0000, 0.1611",
        "1, 29, 0.0061, 0.1718",
        "10, 100, 0.0552, 0.1744"
    })
    void isTheScoreIntervalOfTheLiterature(int successes, int n, double lower, double upper) {
        Wilson interval = Wilson.of(successes, n, 0.95);
        assertThat(interval.lower()).isCloseTo(lower, within(0.00005));
        assertThat(interval.upper()).isCloseTo(upper, within(0.00005));
    }
}
