package io.meshtrial.localmesh.supervisor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a program does with its cache of loaded and linked classes (JEP 483, JEP 514). */
enum ClassCache {
    /** Starts from the cache where there is one, and without it where not. */
    USED {
        @Override
        List<String> options(Installation installation, String program) {
            Path cache = installation.cache(program);
            return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
        }
    },
    /** Writes down at its end what it loaded. */
    RECORDED {
        @Override
        List<String> options(Installation installation, String program) {
            return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + installation.recording(program));
        }
    };

    /** Arguments for the JVM. */
    abstract List<String> options(Installation installation, String program);
}
