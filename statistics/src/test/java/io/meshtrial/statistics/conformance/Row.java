package io.meshtrial.statistics.conformance;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One row of a vector file, by column. */
record Row(Map<String, String> cells) {

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

    /** The parts of a cell between bars, as rows with that one cell replaced in each of the columns. */
    List<Row> revisions(String... columns) {
        int size = (int) list(text(columns[0]), "\\|").count();
        return Stream.iterate(0, i -> i < size, i -> i + 1)
                .map(i -> {
                    Map<String, String> part = new HashMap<>(cells);
                    for (String column : columns) {
                        part.put(column, list(text(column), "\\|").toList().get(i));
                    }
                    return new Row(part);
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
