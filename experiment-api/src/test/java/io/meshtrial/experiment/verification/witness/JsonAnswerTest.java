package io.meshtrial.experiment.verification.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonAnswerTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "<html>", "{} {}", "nul", "[1,]"})
    void whatIsNoJsonIsUnreadable(String text) {
        assertThatThrownBy(() -> JsonAnswer.read(bytes(text))).isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void eightMegabytesOfNothingNeverBecomeNodes() {
        byte[] many = bytes("[" + "{},".repeat(2_700_000) + "{}]");
        assertThatThrownBy(() -> JsonAnswer.read(many)).isInstanceOf(UnreadableAnswer.class);
        assertThatThrownBy(() -> JsonAnswer.read(bytes("[".repeat(100_000)))).isInstanceOf(UnreadableAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "1e999", "1,5", "", " 1", "Infinity", "0x10"})
    void whatIsNoDecimalIsUnreadable(String text) {
        assertThatThrownBy(() -> JsonAnswer.decimal(text)).isInstanceOf(UnreadableAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "18.00", "0.005", "1.5e+06", "20004.444444444445"})
    void decimalsAreReadAsTheyAreWritten(String text) throws Exception {
        assertThat(JsonAnswer.decimal(text)).isEqualTo(Double.parseDouble(text));
    }
}
