package io.meshtrial.benchmarks.simulation;

/**
 * One test that watches a situation.
 *
 * @param name for the table
 * @param ours true for what verdicts rest on, false for what a team would use instead
 * @param atMost alarms allowed in a run without effect; 1 when nothing is promised
 * @param atLeast alarms that must come in a run with an effect; 0 when nothing is promised
 * @param latestMedian the median stop must come by this part of the planned looks; 1 when nothing is promised
 */
record Column(String name, boolean ours, double atMost, double atLeast, double latestMedian) {

    static Column ours(String name, double atMost) {
        return new Column(name, true, atMost, 0, 1);
    }

    static Column detects(String name, double atLeast) {
        return new Column(name, true, 1, atLeast, 1);
    }

    static Column detects(String name, double atLeast, double latestMedian) {
        return new Column(name, true, 1, atLeast, latestMedian);
    }

    static Column shown(String name) {
        return new Column(name, true, 1, 0, 1);
    }

    static Column usual(String name) {
        return new Column(name, false, 1, 0, 1);
    }
}
