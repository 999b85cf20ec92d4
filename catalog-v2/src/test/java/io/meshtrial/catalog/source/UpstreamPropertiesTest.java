package io.meshtrial.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** What the properties accept, by their names in the documentation. */
class UpstreamPropertiesTest {

    @Test
    void nothingIsAskedUnlessAnUpstreamIsNamed() {
        assertThat(bind(Map.of()))
                .isEqualTo(new UpstreamProperties(
                        null, Duration.ofMinutes(5), Duration.ofSeconds(2), DataSize.ofMegabytes(4)));
    }

    @Test
    void anUpstreamIsNamedByItsAddress() {
        assertThat(bind(Map.of("catalog.upstream.url", "https://apis.example/entries?page=1"))
                        .url())
                .isEqualTo(URI.create("https://apis.example/entries?page=1"));
    }

    @ParameterizedTest
    @CsvSource({
        "url,      http:foo,           a host",
        "url,      http:///entries,    a host",
        "url,      http://a_b/entries, a host",
        "url,      ftp://apis.example, http://",
        "url,      apis.example,       http://",
        "ttl,      0s,                 positive",
        "ttl,      PT9999999H,         365 days",
        "timeout,  -1s,                positive",
        "max-size, 0B,                 positive",
    })
    void whatCannotWorkIsSaidAtTheStart(String name, String value, String complaint) {
        assertThatThrownBy(() -> bind(Map.of("catalog.upstream." + name, value)))
                .rootCause()
                .hasMessageContaining("catalog.upstream." + name)
                .hasMessageContaining(complaint);
    }

    private static UpstreamProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("catalog.upstream", UpstreamProperties.class);
    }
}
