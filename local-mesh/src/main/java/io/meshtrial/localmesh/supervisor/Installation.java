package io.meshtrial.localmesh.supervisor;

import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param root of the project, with the built jars below it
 * @param data everything a run writes; deleted by {@code --fresh}
 * @param java the launcher of the JDK to run with
 */
record Installation(Path root, Path data, Path java) {

    Path appJar(String module, String version) {
        return root.resolve(module).resolve("target").resolve(module + "-" + version + "-app.jar");
    }

    Path meshJar(String version) {
        return root.resolve("local-mesh/target/local-mesh-" + version + ".jar");
    }

    Path log(String program) {
        return data.resolve("logs").resolve(program + ".log");
    }

    Path unpacked(String module) {
        return data.resolve("apps").resolve(module);
    }

    Path cache(String program) {
        return data.resolve("cache").resolve(program + ".aot");
    }
}
