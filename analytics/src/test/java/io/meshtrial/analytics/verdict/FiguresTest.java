package io.meshtrial.analytics.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people read them; the narrow space before % is written as _. */
class FiguresTest {

    @ParameterizedTest
    @CsvSource({"0.031,+3.1_%", "-0.0071,−0.7_%", "0,0.0_%", "0.104,+10_%", "-0.5,−50_%", "1,+100_%", "1.4,×2.4"})
    void changes(double fraction, String shown) {
        assertThat(Figures.change(fraction)).isEqualTo(spaced(shown));
    }

    @ParameterizedTest
    @CsvSource({
        "0.031,0.05,+3.1_%",
        "0.0499,0.05,+4.99_%",
        "0.04999,0.05,+4.999_%",
        "0.0499999,0.05,+5.0_%",
        "0.05,0.05,+5.0_%",
        "2,0.05,×3.0",
        "-0.02,0.05,−2.0_%"
    })
    void boundsDoNotCrossTheirMarginByRounding(double bound, double margin, String shown) {
        assertThat(Figures.bound(bound, margin)).isEqualTo(spaced(shown));
    }

    @ParameterizedTest
    @CsvSource({"0.05,5_%", "0.2414,24.14_%", "0.001,0.1_%"})
    void shares(double fraction, String shown) {
        assertThat(Figures.percent(fraction)).isEqualTo(spaced(shown));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "999,999", "1234567,1_234_567"})
    void counts(long number, String shown) {
        assertThat(Figures.count(number)).isEqualTo(spaced(shown));
    }

    @ParameterizedTest
    @CsvSource({
        "1.4,1 s",
        "119,119 s",
        "120,2 min",
        "5400,90 min",
        "7200,2 h",
        "9000,2.5 h",
        "36000,10 h",
        "172800,2 days",
        "259200,3 days"
    })
    void durations(double seconds, String shown) {
        assertThat(Figures.duration(seconds)).isEqualTo(shown);
    }

    private static String spaced(String shown) {
        return shown.replace('_', '\u202f');
    }
}
