package io.meshtrial.routing.proof;

/**
 * How much of a proof runs: all of it with the property {@code meshtrial.proof}, a part in every build, and a
 * percentage of that part with {@code meshtrial.routing.percent}, for mutation testing, which repeats it for every mutant.
 */
final class Size {

    private static final int PERCENT = Integer.getInteger("meshtrial.routing.percent", 100);

    private Size() {}

    static int of(int usual, int full) {
        return Boolean.getBoolean("meshtrial.proof") ? full : Math.max(1, usual * PERCENT / 100);
    }

    /** Whether it is at least what every build runs: enough to count on rare cases, and to try a fresh seed. */
    static boolean counts() {
        return PERCENT >= 100;
    }
}
