package io.meshtrial.localmesh.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final Set<String> KNOWN = Set.of("port", "rate", "quiet", "data");

    @Test
    void values_and_flags_are_read() {
        Options options = Options.parse(new String[] {"--port=0", "--quiet", "--data=/a b/c=d"}, KNOWN);
        assertThat(options.port("port")).isZero();
        assertThat(options.flag("quiet")).isTrue();
        assertThat(options.path("data")).hasToString("/a b/c=d");
        assertThat(options.number("rate", 50, 1, 100)).isEqualTo(50);
        assertThat(options.optional("rate")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot=1         | unknown option \"--prot=1\"; there are --data, --port, --quiet, --rate",
                "port             | unknown option \"port\"",
                "--quiet --quiet  | given twice",
                "--port=70000     | whole number from 0 to 65535",
                "--port=x         | whole number from 0 to 65535",
                "--port           | whole number from 0 to 65535",
                "--quiet=maybe    | true or false",
                "--rate=0         | --port=… is needed",
            })
    void what_is_wrong_is_said(String line, String message) {
        assertThatThrownBy(() -> {
                    Options options = Options.parse(line.split(" "), KNOWN);
                    options.flag("quiet");
                    options.port("port");
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
