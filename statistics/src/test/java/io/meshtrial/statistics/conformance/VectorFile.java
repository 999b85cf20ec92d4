package io.meshtrial.statistics.conformance;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of reference vectors: a comment, a header, rows; lists inside a cell are separated by semicolons or bars.
 *
 * @param faults lines that are no rows; the others are read all the same
 */
record VectorFile(String name, List<String> header, List<Row> rows, List<Fault> faults) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static VectorFile read(Path path) {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (NoSuchFileException e) {
            throw new VectorFileException("no such file", e);
        } catch (MalformedInputException e) {
            throw new VectorFileException("is not UTF-8 text", e);
        } catch (IOException e) {
            throw new VectorFileException("cannot be read: " + e.getMessage(), e);
        }
        return parse(String.valueOf(path.getFileName()), lines);
    }

    static VectorFile parse(String name, List<String> lines) {
        if (lines.size() < 2 || !lines.getFirst().replace(BYTE_ORDER_MARK, "").startsWith("#")) {
            throw new VectorFileException("line 1 must be a comment (#), line 2 the header");
        }
        List<String> header = List.of(lines.get(1).split(",", -1));
        if (new HashSet<>(header).size() < header.size()) {
            throw new VectorFileException("line 2: a column's name stands twice in the header");
        }
        List<Row> rows = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 2; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length == header.size()) {
                rows.add(row(i + 1, header, cells));
            } else {
                faults.add(new Fault(i + 1, "has " + cells.length + " cells, the header " + header.size()));
            }
        }
        if (rows.isEmpty() && faults.isEmpty()) {
            throw new VectorFileException("has no rows, so that nothing can be compared");
        }
        return new VectorFile(name, header, rows, faults);
    }

    private static Row row(int line, List<String> header, String[] cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int column = 0; column < cells.length; column++) {
            row.put(header.get(column), cells[column].strip());
        }
        return new Row(line, row);
    }

    /** The file's name up to its first dot. */
    String stem() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
