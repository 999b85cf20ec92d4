package io.meshtrial.localmesh.supervisor;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one program is run.
 *
 * @param jvm arguments for the JVM, up to and including the class or jar
 * @param arguments for the program; they hold nothing secret
 * @param environment what must not stand on a command line
 * @param health answers once the program serves; null where it says READY on its output
 */
record ProgramSpec(
        String name,
        List<String> jvm,
        List<String> arguments,
        Map<String, String> environment,
        @Nullable URI health) {

    ProgramSpec {
        jvm = List.copyOf(jvm);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
