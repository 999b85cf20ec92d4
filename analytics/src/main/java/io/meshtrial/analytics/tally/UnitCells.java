package io.meshtrial.analytics.tally;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives cells and their strata small numbers, in the order of their coming. */
final class UnitCells {

    private final List<UserCell> cells = new ArrayList<>();
    private final Map<UserCell, Integer> numbers = new HashMap<>();
    private final Map<Stratum, Integer> strata = new HashMap<>();
    private int[] stratumOfCell = new int[8];

    int number(UserCell cell) {
        Integer known = numbers.get(cell);
        if (known != null) {
            return known;
        }
        int number = cells.size();
        cells.add(cell);
        numbers.put(cell, number);
        if (number == stratumOfCell.length) {
            stratumOfCell = Arrays.copyOf(stratumOfCell, 2 * number);
        }
        stratumOfCell[number] = strata.computeIfAbsent(cell.stratum(), none -> strata.size());
        return number;
    }

    UserCell cell(int number) {
        return cells.get(number);
    }

    /** Number of a cell's stratum. */
    int stratum(int cell) {
        return stratumOfCell[cell];
    }
}
