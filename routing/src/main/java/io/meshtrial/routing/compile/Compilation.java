package io.meshtrial.routing.compile;

import io.meshtrial.routing.check.Finding;
import java.util.List;

/** What became of an experiment's rules. */
public sealed interface Compilation {

    List<Finding> findings();

    /**
     * The rules as owned routes.
     *
     * @param routes in the order in which they stand in the object
     * @param precedence ids of all experiments known on the host, first to last
     */
    record Compiled(List<OwnedRoute> routes, List<String> precedence, List<Finding> findings) implements Compilation {
        public Compiled {
            routes = List.copyOf(routes);
            precedence = List.copyOf(precedence);
            findings = List.copyOf(findings);
        }
    }

    /** The rules cannot be expressed exactly on this host; at least one finding is an error and says why. */
    record Refused(List<Finding> findings) implements Compilation {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
