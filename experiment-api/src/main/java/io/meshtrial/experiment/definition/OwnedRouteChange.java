package io.meshtrial.experiment.definition;

/**
 * What somebody else did to one route of an experiment.
 *
 * @param route the name that it was published under; of an {@code UNEXPECTED} one the name that it has
 */
public record OwnedRouteChange(Kind kind, String route) {

    public enum Kind {
        /** It is gone. */
        DELETED,
        /** It stands under its name, with other content. */
        EDITED,
        /** It stands with its content under another name. */
        RENAMED,
        /** It stands somewhere else among the routes. */
        REORDERED,
        /** It stands there more than once. */
        DUPLICATED,
        /** It says that it is the experiment's, and was not published. */
        UNEXPECTED
    }
}
