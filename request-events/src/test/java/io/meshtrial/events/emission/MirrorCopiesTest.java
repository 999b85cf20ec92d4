package io.meshtrial.events.emission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: Envoy's {@code RequestMirrorPolicy}: "the host/authority header is altered such that -shadow is appended". */
class MirrorCopiesTest {

    private final Counter counted = Counter.builder("copies").register(new SimpleMeterRegistry());

    @ParameterizedTest
    @CsvSource({
        "shop.test, false",
        "shop.test:8080, false",
        "shop.test-shadow, true",
        "shop.test-shadow:8080, true",
        "shop.test:8080-shadow, true",
        "shop-shadow.test, false",
        "'[::1]:8080', false",
        "'[::1]-shadow:8080', true",
        "-shadow, true",
        "'', false"
    })
    void aCopyIsToldByItsHost(String authority, boolean copy) {
        assertThat(new MirrorCopies("-shadow", counted).take(authority)).isEqualTo(copy);
        assertThat(counted.count()).isEqualTo(copy ? 1 : 0);
    }

    @Test
    void withoutASuffixEveryRequestIsAnOriginal() {
        MirrorCopies none = new MirrorCopies("", counted);
        assertThat(none.take("shop.test-shadow")).isFalse();
        assertThat(none.take(null)).isFalse();
    }
}
