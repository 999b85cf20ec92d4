package io.meshtrial.statistics.conformance;

import io.meshtrial.statistics.Reason;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One row of a vector file, by column.
 *
 * @param line of the file, counted from 1
 */
record Row(int line, Map<String, String> cells) {

    String text(String column) {
        String cell = cells.get(column);
        if (cell == null) {
            throw new VectorFileException("no column '" + column + "'");
        }
        return cell;
    }

    double number(String column) {
        return parse(column, text(column));
    }

    /** Whole numbers are read as such, so that large counts lose nothing. */
    long count(String column) {
        return wholeNumber(column, text(column));
    }

    List<Double> numbers(String column) {
        return list(text(column), ";").map(cell -> parse(column, cell)).toList();
    }

    List<Long> counts(String column) {
        return list(text(column), ";").map(cell -> wholeNumber(column, cell)).toList();
    }

    /** {@code true} or {@code false}, nothing else. */
    boolean truth(String column) {
        return word(column, "true", "false").equals("true");
    }

    /** One of the given words. */
    String word(String column, String... known) {
        String word = text(column);
        if (!List.of(known).contains(word)) {
            throw new VectorFileException(
                    "'" + word + "' in column '" + column + "' is none of " + String.join(", ", known));
        }
        return word;
    }

    /**
     * Whether the columns hold lists of one length. False only in a row whose lists must be refused.
     *
     * @throws VectorFileException if they differ in any other row
     */
    boolean sameLength(String... columns) {
        return sameLength(";", columns);
    }

    private boolean sameLength(String separator, String... columns) {
        long first = list(text(columns[0]), separator).count();
        for (String column : columns) {
            long length = list(text(column), separator).count();
            if (length != first) {
                if (status().equals("error:" + Reason.SHAPE.code())) {
                    return false;
                }
                throw new VectorFileException(
                        "column '" + column + "' lists " + length + " values, column '" + columns[0] + "' " + first);
            }
        }
        return true;
    }

    /** The parts of a cell between bars, as rows with that one cell replaced in each of the columns. */
    List<Row> revisions(String... columns) {
        if (!sameLength("\\|", columns)) {
            return List.of(this);
        }
        int size = (int) list(text(columns[0]), "\\|").count();
        return Stream.iterate(0, i -> i < size, i -> i + 1)
                .map(i -> {
                    Map<String, String> part = new HashMap<>(cells);
                    for (String column : columns) {
                        part.put(column, list(text(column), "\\|").toList().get(i));
                    }
                    return new Row(line, part);
                })
                .toList();
    }

    String status() {
        return text("status");
    }

    private static Stream<String> list(String cell, String separator) {
        return cell.isBlank() ? Stream.empty() : Stream.of(cell.split(separator, -1));
    }

    private static long wholeNumber(String column, String cell) {
        try {
            return new BigDecimal(cell).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new VectorFileException("'" + cell + "' in column '" + column + "' is not a whole number", e);
        }
    }

    private static double parse(String column, String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new VectorFileException("'" + cell + "' in column '" + column + "' is not a number", e);
        }
    }
}
