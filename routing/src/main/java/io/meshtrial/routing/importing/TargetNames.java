package io.meshtrial.routing.importing;

import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.VariantRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each destination the name of a variant of its own. */
final class TargetNames {

    private static final int LONGEST_WISH = 36;

    private final String namespace;
    private final Map<Target, Named> names = new LinkedHashMap<>();

    /** @param written as the route has it, since that is how the variant is to be written again */
    private record Named(String name, Target written) {}

    TargetNames(String namespace) {
        this.namespace = namespace;
    }

    TargetNames copy() {
        TargetNames copy = new TargetNames(namespace);
        copy.names.putAll(names);
        return copy;
    }

    void take(TargetNames more) {
        names.putAll(more.names);
    }

    String of(Target target) {
        return names.computeIfAbsent(target.in(namespace), _ -> new Named(fresh(target.wish()), target))
                .name();
    }

    private String fresh(String wish) {
        String sound = wish.replaceAll("[^A-Za-z0-9_-]", "_").replaceFirst("^[_-]+", "");
        String begin = sound.isEmpty() ? "v" : sound.substring(0, Math.min(sound.length(), LONGEST_WISH));
        String name = begin;
        for (int copy = 2; isTaken(name); copy++) {
            name = begin + "_" + copy;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return names.values().stream().anyMatch(named -> named.name().equals(name));
    }

    List<RoutedVariant> variants(@Nullable String control) {
        return names.values().stream()
                .map(named -> new RoutedVariant(
                        named.name(),
                        named.name().equals(control) ? VariantRole.CONTROL : VariantRole.TREATMENT,
                        named.written().host(),
                        named.written().subset(),
                        named.written().port()))
                .toList();
    }
}
