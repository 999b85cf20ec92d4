package io.meshtrial.experiment.access;

import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whoever makes a request.
 *
 * @param name as the history records it
 */
public record Actor(String name, List<Grant> grants) implements Principal {

    /** @param namespace a namespace, or {@code *} for every one */
    public record Grant(Role role, String namespace) {
        boolean holdsIn(String asked) {
            return namespace.equals("*") || namespace.equals(asked);
        }
    }

    /** The platform itself, where it acts without being asked: rollouts, reconciliation. */
    public static final Actor PLATFORM = new Actor("meshtrial", List.of(new Grant(Role.ADMIN, "*")));

    public Actor {
        grants = List.copyOf(grants);
    }

    @Override
    public String getName() {
        return name;
    }

    /** Whether nobody asked for this: never true for whoever signs in, whatever they are called. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isPlatform() {
        return this == PLATFORM;
    }

    public boolean may(Role needed, String namespace) {
        return grants.stream()
                .anyMatch(grant -> grant.holdsIn(namespace) && grant.role().covers(needed));
    }

    /** Where the actor has that role; null for everywhere. */
    public @Nullable Set<String> namespaces(Role needed) {
        Set<String> found = new TreeSet<>();
        for (Grant grant : grants) {
            if (grant.role().covers(needed)) {
                found.add(grant.namespace());
            }
        }
        return found.contains("*") ? null : found;
    }

    /** @throws ProblemException 403, naming what is missing and what is there */
    public void require(String namespace, Role... anyOf) {
        if (Arrays.stream(anyOf).noneMatch(role -> may(role, namespace))) {
            String needed = Arrays.stream(anyOf).map(Role::text).collect(Collectors.joining(" or "));
            String have = grants.isEmpty()
                    ? "nothing"
                    : grants.stream()
                            .map(grant -> grant.role().text() + " in " + grant.namespace())
                            .collect(Collectors.joining(", "));
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Needed: role " + needed + " in namespace " + namespace + ". You have: " + have + ".");
        }
    }
}
