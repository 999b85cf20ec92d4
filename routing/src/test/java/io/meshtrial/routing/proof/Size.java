package io.meshtrial.routing.proof;

/**
 * How much of a proof runs: all of it with the property {@code meshtrial.proof}, a part in every build, and a
 * percentage of that part with {@code meshtrial.routing.percent}, for mutation testing, which repeats it for every mutant.
 */
final class Size {

    private Size() {}

    static int of(int usual, int full) {
        return Boolean.getBoolean("meshtrial.proof")
                ? full
                : Math.max(1, usual * Integer.getInteger("meshtrial.routing.percent", 100) / 100);
    }
}
