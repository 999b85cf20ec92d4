package io.meshtrial.routing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: recorded paths as Envoy sent them on, and the URL canonicaliser's table that Envoy uses. */
class PathNormalisationTest {

    @ParameterizedTest
    @CsvSource({
        "/,             /",
        "/a/b,          /a/b",
        "/a/./b,        /a/b",
        "/./search,     /search",
        "/a/../b,       /b",
        "/a/b/..,       /a/",
        "/a/b/.,        /a/b/",
        "/../a,         /a",
        "/..,           /",
        "/../..,        /",
        "/a/%2e%2E/b,   /b",
        "/a/%2e/b,      /a/b",
        "/a/.b,         /a/.b",
        "/a/..b,        /a/..b",
        "/a/...,        /a/...",
        "/.html,        /.html",
        "/a.b/c.,       /a.b/c.",
        "/a/b.%2e,      /a/b..",
        "/%62,          /b",
        "/%7Ea%2D%5f,   /~a-_",
        "/a%2Fb,        /a%2Fb",
        "/a%20b,        /a%20b",
        "/caf%c3%A9,    /caf%c3%A9",
        "/a%zz,         /a%zz",
        "/a%4,          /a%4",
        "/a\\b,         /a/b",
        "/a\\..\\b,     /b",
        "/a|b^c`{}<>\", /a%7Cb%5Ec%60%7B%7D%3C%3E%22",
        "//a//b,        //a//b",
        "//../a,        /a"
    })
    void pathsAreMadeCanonical(String path, String expected) {
        assertThat(PathNormalisation.normalise(path)).isEqualTo(expected);
    }

    @Test
    void aNulIsRefusedHoweverItIsWritten() {
        assertThat(PathNormalisation.normalise("/a%00")).isNull();
        assertThat(PathNormalisation.normalise("/a%b\0")).isNull();
    }
}
