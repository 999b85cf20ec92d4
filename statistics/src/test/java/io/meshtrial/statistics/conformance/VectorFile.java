package io.meshtrial.statistics.conformance;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of reference vectors: a comment, a header, rows; lists inside a cell are separated by semicolons or bars. */
record VectorFile(String name, List<String> header, List<Row> rows) {

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
        if (lines.size() < 2 || !lines.getFirst().startsWith("#")) {
            throw new VectorFileException("first line must be a comment (#), second the header");
        }
        List<String> header = List.of(lines.get(1).split(",", -1));
        List<Row> rows = new ArrayList<>();
        for (int i = 2; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != header.size()) {
                throw new VectorFileException(
                        "line " + (i + 1) + " has " + cells.length + " cells, the header " + header.size());
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < cells.length; column++) {
                row.put(header.get(column), cells[column].strip());
            }
            rows.add(new Row(row));
        }
        return new VectorFile(name, header, rows);
    }

    /** The file's name up to its first dot. */
    String stem() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
