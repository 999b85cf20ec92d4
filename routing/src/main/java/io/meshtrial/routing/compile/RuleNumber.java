package io.meshtrial.routing.compile;

/**
 * What a rule keeps for life, wherever it stands among the rules: its draws are known by it.
 *
 * @param number from 1, unlike that of any other rule of the revision; route names and identity headers say it
 * @param cookie which of the experiment's cookies keeps its draws: 0 for the one with the experiment's own name, else what
 *     stands behind that name
 */
public record RuleNumber(int number, int cookie) {

    public RuleNumber {
        if (number < 1 || cookie < 0) {
            throw new IllegalArgumentException(
                    "rules are numbered from 1 and cookies from 0: " + number + ", " + cookie);
        }
    }
}
