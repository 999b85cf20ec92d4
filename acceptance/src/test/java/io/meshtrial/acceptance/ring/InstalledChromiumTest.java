package io.meshtrial.acceptance.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledChromiumTest {

    @TempDir
    private Path machine = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"})
    void aBrowserIsFoundUnderEachOfItsNamesAnywhereOnThePath(String name) throws IOException {
        Path browser = executable("opt/bin/" + name);

        assertThat(InstalledChromium.find("", path("usr/bin", "", "opt/bin"))).hasValue(browser);
    }

    @Test
    void chromiumIsPreferredToChrome() throws IOException {
        executable("usr/bin/google-chrome");
        Path chromium = executable("snap/bin/chromium");

        assertThat(InstalledChromium.find(" ", path("usr/bin", "snap/bin"))).hasValue(chromium);
    }

    @Test
    void theNamedOneAloneCounts() throws IOException {
        executable("usr/bin/chromium");
        Path other = executable("build/chrome");

        assertThat(InstalledChromium.find(other.toString(), path("usr/bin"))).hasValue(other);
        assertThat(InstalledChromium.find(machine.resolve("nowhere").toString(), path("usr/bin")))
                .isEmpty();
    }

    @Test
    void whatCannotBeRunIsNoBrowser() throws IOException {
        Files.createDirectories(machine.resolve("usr/bin/chromium"));
        Files.writeString(machine.resolve("usr/bin/google-chrome"), "");

        assertThat(InstalledChromium.find("", path("usr/bin"))).isEmpty();
        assertThat(InstalledChromium.find("", "")).isEmpty();
    }

    /** Two modules test with a browser, and none may depend on the other's tests. */
    @Test
    void thePagesOwnTestsLookInTheSameWay() throws IOException {
        String here = "src/test/java/io/meshtrial/acceptance/ring/InstalledChromium.java";
        String there = "../analytics/src/test/java/io/meshtrial/analytics/dashboard/page/InstalledChromium.java";

        assertThat(withoutPackage(there)).isEqualTo(withoutPackage(here));
    }

    private static String withoutPackage(String file) throws IOException {
        return Files.readString(Path.of(file)).replaceFirst("package [^;]+;", "");
    }

    private Path executable(String name) throws IOException {
        Path file = machine.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String path(String... directories) {
        return String.join(
                File.pathSeparator,
                java.util.Arrays.stream(directories)
                        .map(name -> name.isEmpty() ? "" : machine.resolve(name).toString())
                        .toList());
    }
}
