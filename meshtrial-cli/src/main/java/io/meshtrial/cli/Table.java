package io.meshtrial.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns aligned by what people see: the first to the left, numbers to the right where asked. */
final class Table {

    /** @param ink how the text is shown; it takes no room */
    record Cell(String text, Terminal.Ink ink) {
        static Cell of(String text) {
            return new Cell(Terminal.safe(text), Terminal.Ink.PLAIN);
        }

        static Cell of(String text, Terminal.Ink ink) {
            return new Cell(Terminal.safe(text), ink);
        }
    }

    private final List<List<Cell>> rows = new ArrayList<>();

    Table head(String... names) {
        List<Cell> cells = new ArrayList<>();
        for (String name : names) {
            cells.add(Cell.of(name, Terminal.Ink.DIM));
        }
        rows.add(cells);
        return this;
    }

    Table row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Of the widest line. */
    int width() {
        int[] widths = widths();
        return Arrays.stream(widths).sum() + 2 * Math.max(0, widths.length - 1);
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i).text()));
            }
        }
        return widths;
    }

    List<String> lines(Terminal terminal) {
        int[] widths = widths();
        return rows.stream().map(row -> line(row, widths, terminal)).toList();
    }

    private static String line(List<Cell> row, int[] widths, Terminal terminal) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            Cell cell = row.get(i);
            line.append(i == 0 ? "" : "  ").append(terminal.ink(cell.ink(), cell.text()));
            if (i < row.size() - 1) {
                line.repeat(' ', widths[i] - width(cell.text()));
            }
        }
        return line.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
