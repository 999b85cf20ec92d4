package io.meshtrial.routing.merge;

import java.util.List;

/**
 * How live routes differ from what was published. Names are those of owned routes.
 *
 * @param missing owned routes that are gone
 * @param altered still there under their name, with other content
 * @param renamed there with their content under another name
 * @param reordered all there, but not in their order or not before their base route
 * @param duplicated there more than once
 * @param unexpected routes under the experiment's name that it did not publish
 * @param baseChanged whether the routes that nobody owns are other ones than at publication, their names aside: the
 *     comparison then no longer means what it did
 */
public record Drift(
        List<String> missing,
        List<String> altered,
        List<String> renamed,
        boolean reordered,
        List<String> duplicated,
        List<String> unexpected,
        boolean baseChanged) {

    public Drift {
        missing = List.copyOf(missing);
        altered = List.copyOf(altered);
        renamed = List.copyOf(renamed);
        duplicated = List.copyOf(duplicated);
        unexpected = List.copyOf(unexpected);
    }

    /** Whether owned routes are as they were published. */
    public boolean ownedIntact() {
        return missing.isEmpty()
                && altered.isEmpty()
                && renamed.isEmpty()
                && !reordered
                && duplicated.isEmpty()
                && unexpected.isEmpty();
    }

    public boolean none() {
        return ownedIntact() && !baseChanged;
    }
}
