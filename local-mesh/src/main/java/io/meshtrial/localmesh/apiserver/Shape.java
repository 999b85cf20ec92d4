package io.meshtrial.localmesh.apiserver;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a value of a custom resource may look like; the structural part of a CustomResourceDefinition's schema. */
sealed interface Shape {

    boolean nullable();

    /** Anything; nothing below is looked at or pruned. */
    record Any(boolean nullable) implements Shape {}

    record Text(long least, long most, boolean nullable) implements Shape {}

    /** A duration of at least one millisecond, as Istio's schemas ask. */
    record Span(boolean nullable) implements Shape {}

    record Choice(List<String> values, boolean nullable) implements Shape {}

    record Whole(long least, long most, boolean nullable) implements Shape {}

    record Decimal(boolean nullable) implements Shape {}

    record Truth(boolean nullable) implements Shape {}

    record Items(Shape item, long least, long most) implements Shape {
        @Override
        public boolean nullable() {
            return false;
        }
    }

    record Entries(Shape value, long most) implements Shape {
        @Override
        public boolean nullable() {
            return false;
        }
    }

    /** @param oneOf groups of members of which at most one may be present */
    record Members(Map<String, Shape> members, Set<String> required, List<Set<String>> oneOf, boolean nullable)
            implements Shape {
        @Nullable
        Shape member(String name) {
            return members.get(name);
        }
    }
}
