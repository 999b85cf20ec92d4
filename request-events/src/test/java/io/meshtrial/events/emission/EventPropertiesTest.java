package io.meshtrial.events.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EventPropertiesTest {

    @Test
    void defaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new EventProperties(
                        true,
                        null,
                        "",
                        null,
                        null,
                        "meshtrial",
                        10_000,
                        2_000,
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        "-shadow"));
    }

    @Test
    void everyPropertyHasItsName() {
        Map<String, String> given = Map.ofEntries(
                Map.entry("enabled", "false"),
                Map.entry("service", "shop"),
                Map.entry("version", "v2"),
                Map.entry("pod", "shop-1"),
                Map.entry("instance", "shop-1-7"),
                Map.entry("salt", "pepper"),
                Map.entry("queue-capacity", "7"),
                Map.entry("max-in-flight", "8"),
                Map.entry("delivery-timeout", "9s"),
                Map.entry("shutdown-timeout", "10s"),
                Map.entry("max-back-off", "11s"),
                Map.entry("mirror-suffix", "-copy"));

        assertThat(bind(given))
                .isEqualTo(new EventProperties(
                        false,
                        "shop",
                        "v2",
                        "shop-1",
                        "shop-1-7",
                        "pepper",
                        7,
                        8,
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(11),
                        "-copy"));
    }

    @ParameterizedTest
    @CsvSource({
        "salt, ' '",
        "queue-capacity, 0",
        "max-in-flight, 0",
        "delivery-timeout, 0s",
        "shutdown-timeout, -1s",
        "max-back-off, 0s"
    })
    void aSenselessValueIsRefusedByName(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value))).rootCause().hasMessageContaining(name);
    }

    private static EventProperties bind(Map<String, String> values) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        values.forEach((name, value) -> source.put("meshtrial.events." + name, value));
        return new Binder(source).bindOrCreate("meshtrial.events", EventProperties.class);
    }
}
