package io.meshtrial.catalog.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the fault's properties accept, as properties and as the variables of a shell. */
class FaultPropertiesTest {

    @Test
    void noFaultIsTheDefault() {
        Fault fault = bind(new MapPropertySource("none", Map.of()));

        assertThat(fault).isEqualTo(new Fault(Duration.ZERO, 0.5, 0));
    }

    @Test
    void propertiesAndVariablesSayTheSame() {
        Fault expected = new Fault(Duration.ofMillis(200), 0.25, 0.05);

        assertThat(bind(new MapPropertySource(
                        "properties",
                        Map.of(
                                "catalog.fault.latency-median", "200ms",
                                "catalog.fault.latency-spread", "0.25",
                                "catalog.fault.error-share", "0.05"))))
                .isEqualTo(expected);
        assertThat(bind(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.of(
                                "CATALOG_FAULT_LATENCYMEDIAN", "200ms",
                                "CATALOG_FAULT_LATENCYSPREAD", "0.25",
                                "CATALOG_FAULT_ERRORSHARE", "0.05"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "error-share,    1.01, errorShare must be from 0 to 1",
        "error-share,    NaN,  errorShare must be from 0 to 1",
        "latency-median, 31s,  latencyMedian must be from 0s to 30s",
        "latency-median, -1ms, latencyMedian must be from 0s to 30s",
        "latency-spread, 3.1,  latencySpread must be from 0 to 3",
    })
    void aSenselessFaultIsSaidAtTheStart(String name, String value, String complaint) {
        assertThatThrownBy(() -> bind(new MapPropertySource("bad", Map.of("catalog.fault." + name, value))))
                .rootCause()
                .hasMessage(complaint);
    }

    private static Fault bind(PropertySource<?> properties) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(properties);
        return new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate("catalog.fault", Fault.class);
    }
}
