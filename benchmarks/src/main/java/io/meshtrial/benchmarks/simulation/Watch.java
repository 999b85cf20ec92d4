package io.meshtrial.benchmarks.simulation;

/** The first alarm of each test in one run. */
final class Watch {

    private final int[] first;

    Watch(int columns) {
        first = new int[columns];
    }

    /** Notes an alarm of a column at a look, counted from 1; only the first counts. */
    void see(int column, int look, boolean alarm) {
        if (alarm && first[column] == 0) {
            first[column] = look;
        }
    }

    /** The look of the first alarm, 0 for none. */
    int firstAlarm(int column) {
        return first[column];
    }
}
