package io.meshtrial.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terminal's window, in characters. It is asked anew for each picture, since windows are resized. */
record Window(int columns, int rows) {

    /** Where nobody looks through a window, or nobody says how large it is: nothing is wrapped or left out. */
    static final Window UNBOUNDED = new Window(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Below a picture: what is said about a service that went away, and the cursor. */
    private static final int BELOW = 3;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");

    static Window of(Terminal terminal) {
        if (!terminal.interactive()) {
            return UNBOUNDED;
        }
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return read(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException nobody) {
            return UNBOUNDED;
        }
    }

    /** @param size rows and columns, as {@code stty size} writes them; zeros where it does not know */
    static Window read(String size) {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            return UNBOUNDED;
        }
        int rows = Integer.parseInt(matcher.group(1));
        int columns = Integer.parseInt(matcher.group(2));
        return rows < 1 || columns < 1 ? UNBOUNDED : new Window(columns, rows);
    }

    /** The text in lines no longer than the window less {@code indent}, broken between words where that is possible. */
    List<String> wrapped(String text, int indent) {
        int width = Math.max(20, columns - indent);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && length(line) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** As much of a picture as can be seen at once: what is too long would scroll its own beginning away. */
    List<String> fitting(List<String> lines) {
        int most = Math.max(1, rows - BELOW);
        if (lines.size() <= most) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, most - 1));
        shown.add("… " + (lines.size() - most + 1) + " more lines; make the window higher");
        return shown;
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
