package io.meshtrial.experiment.plan;

import java.util.ArrayList;
import java.util.List;

/** Words of a shell line: quotes, {@code $'…'}, backslashes and continued lines. */
final class ShellWords {

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean open;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    static List<String> split(String line) {
        ShellWords shell = new ShellWords(line.strip());
        while (shell.at < shell.line.length()) {
            shell.step(shell.line.charAt(shell.at++));
        }
        shell.end();
        return shell.words;
    }

    private void step(char c) {
        switch (c) {
            case ' ', '\t', '\n', '\r' -> end();
            case '\'' -> single();
            case '"' -> quoted('"');
            case '\\' -> {
                if (at < line.length()) {
                    char next = line.charAt(at++);
                    if (next != '\n' && next != '\r') {
                        add(next);
                    }
                }
            }
            case '$' -> {
                if (at < line.length() && line.charAt(at) == '\'') {
                    at++;
                    quoted('\'');
                } else {
                    add(c);
                }
            }
            default -> add(c);
        }
    }

    private void single() {
        open = true;
        while (at < line.length() && line.charAt(at) != '\'') {
            word.append(line.charAt(at++));
        }
        at++;
    }

    private void quoted(char end) {
        open = true;
        while (at < line.length() && line.charAt(at) != end) {
            char c = line.charAt(at++);
            if (c == '\\' && at < line.length()) {
                c = line.charAt(at++);
            }
            word.append(c);
        }
        at++;
    }

    private void add(char c) {
        open = true;
        word.append(c);
    }

    private void end() {
        if (open) {
            words.add(word.toString());
            word.setLength(0);
            open = false;
        }
    }
}
