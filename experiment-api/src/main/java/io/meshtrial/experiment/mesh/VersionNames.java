package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.Destination;
import java.util.Collection;
import java.util.List;

/** What a destination is called when nobody said: its subset, else what tells its host from its siblings. */
final class VersionNames {

    private VersionNames() {}

    static String of(Destination destination, Collection<Destination> siblings) {
        String subset = destination.subset();
        if (subset != null) {
            return subset;
        }
        String label = label(destination);
        List<String> labels = siblings.stream()
                .filter(sibling -> sibling.subset() == null)
                .map(VersionNames::label)
                .distinct()
                .toList();
        int shared = labels.size() < 2 ? 0 : sharedUpToDash(labels);
        return label.substring(shared);
    }

    private static String label(Destination destination) {
        String host = destination.host();
        int dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }

    /** Length of the longest common prefix that ends with a dash and leaves something of every label. */
    private static int sharedUpToDash(List<String> labels) {
        String first = labels.getFirst();
        int shared = 0;
        for (int end = 1; end < first.length(); end++) {
            String prefix = first.substring(0, end);
            if (prefix.endsWith("-")
                    && labels.stream()
                            .allMatch(label -> label.startsWith(prefix) && label.length() > prefix.length())) {
                shared = end;
            }
        }
        return shared;
    }
}
