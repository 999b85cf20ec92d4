package io.meshtrial.localmesh.supervisor;

import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param root of the project, with the built jars below it
 * @param data what outlives a run: unpacked applications, caches of loaded classes, secrets
 * @param run what one run writes: its stores, logs and process ids; the data's own place, except in training
 * @param java the launcher of the JDK to run with
 */
record Installation(Path root, Path data, Path run, Path java) {

    Installation(Path root, Path data, Path java) {
        this(root, data, data, java);
    }

    /** The same programs with stores and logs of their own, which nobody needs afterwards. */
    Installation training() {
        return new Installation(root, data, data.resolve("training"), java);
    }

    Path appJar(String module, String version) {
        return root.resolve(module).resolve("target").resolve(module + "-" + version + "-app.jar");
    }

    Path meshJar(String version) {
        return root.resolve("local-mesh/target/local-mesh-" + version + ".jar");
    }

    Path stored(String name) {
        return run.resolve(name);
    }

    Path log(String program) {
        return run.resolve("logs").resolve(program + ".log");
    }

    Path processId(String program) {
        return run.resolve("run").resolve(program + ".pid");
    }

    Path unpacked(String module) {
        return data.resolve("apps").resolve(module);
    }

    Path cache(String program) {
        return data.resolve("cache").resolve(program + ".aot");
    }

    /** What a recorded run loaded, from which the cache is made. */
    Path recording(String program) {
        return run.resolve(program + ".aotconf");
    }
}
