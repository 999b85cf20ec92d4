package io.meshtrial.acceptance.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The compiled main classes of every module, read where the build puts them. */
record House(Map<String, JavaClasses> modules, JavaClasses everything) {

    static final List<String> PURE = List.of("rules", "routing", "statistics");
    static final List<String> APPLICATIONS =
            List.of("experiment-api", "analytics", "catalog-v1", "catalog-v2", "local-mesh", "meshtrial-cli");
    /** Those that put parts together: the applications, and the auto-configuration that services take in. */
    static final List<String> WITH_COMPOSITION_ROOTS = List.of(
            "request-events", "experiment-api", "analytics", "catalog-v1", "catalog-v2", "local-mesh", "meshtrial-cli");

    private static final List<String> ALL = List.of(
            "rules",
            "routing",
            "statistics",
            "request-events",
            "experiment-api",
            "analytics",
            "catalog-v1",
            "catalog-v2",
            "local-mesh",
            "meshtrial-cli");

    /** Reading takes seconds, and all rules may share what is read. */
    private static final class Read {
        static final House HOUSE = House.readAll();
    }

    static House read() {
        return Read.HOUSE;
    }

    private static House readAll() {
        Map<String, JavaClasses> modules = new LinkedHashMap<>();
        for (String module : ALL) {
            Path classes = classesOf(module);
            if (!Files.isDirectory(classes)) {
                throw new IllegalStateException("module " + module + " has no compiled classes; build it first");
            }
            JavaClasses found = new ClassFileImporter().importPath(classes);
            if (found.isEmpty()) {
                throw new IllegalStateException("module " + module + " is empty: there is nothing to check");
            }
            modules.put(module, found);
        }
        JavaClasses everything = new ClassFileImporter()
                .importPaths(ALL.stream().map(House::classesOf).toList());
        return new House(Map.copyOf(modules), everything);
    }

    private static Path classesOf(String module) {
        return Path.of("..", module, "target", "classes");
    }

    JavaClasses module(String name) {
        JavaClasses classes = modules.get(name);
        if (classes == null) {
            throw new IllegalArgumentException("no module " + name);
        }
        return classes;
    }
}
