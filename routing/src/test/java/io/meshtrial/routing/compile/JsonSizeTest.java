package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSizeTest {

    /** Oracle: Jackson's own text of the same tree. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{a: []}",
                "{a: [1, 2.5, true, null, 'x'], 'b c': {d: {}}}",
                "{a: 'é€', b: 'a\\\\b', c: '\\\"', d: '\\u0001', e: '\\uD83D\\uDE00'}"
            })
    void bytesAreThoseOfTheWrittenJson(String text) {
        JsonNode json = Samples.object(text).json();

        assertThat(JsonSize.bytes(json)).isEqualTo(json.toString().getBytes(StandardCharsets.UTF_8).length);
    }
}
