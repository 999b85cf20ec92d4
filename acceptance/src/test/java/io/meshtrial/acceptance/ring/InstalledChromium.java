package io.meshtrial.acceptance.ring;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The browser that a machine has, under the names that distributions give it. */
final class InstalledChromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private InstalledChromium() {}

    /** That of {@code -Dchromium.path}, which alone counts where it is given; else the first on the PATH. */
    static Optional<Path> ofThisMachine() {
        return find(
                System.getProperty("meshtrial.chromium", ""), System.getenv().getOrDefault("PATH", ""));
    }

    /**
     * @param named a file, or blank
     * @param path directories as a shell's PATH has them; the first name that is anywhere in it wins
     */
    static Optional<Path> find(String named, String path) {
        if (!named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return NAMES.stream()
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator))
                        .filter(directory -> !directory.isEmpty())
                        .map(directory -> Path.of(directory, name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
