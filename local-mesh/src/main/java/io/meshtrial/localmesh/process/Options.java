package io.meshtrial.localmesh.process;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Command-line options of the form {@code --name=value} or {@code --name} (true). An unknown, repeated or malformed one
 * is refused with the names that exist.
 */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException with a message for the person who typed it */
    public static Options parse(String[] arguments, Collection<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name =
                    argument.startsWith("--") ? argument.substring(2, equals < 0 ? argument.length() : equals) : "";
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown option \"" + argument + "\"; there are --"
                        + String.join(", --", new TreeSet<>(known)));
            }
            if (values.put(name, equals < 0 ? "true" : argument.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("option --" + name + " is given twice");
            }
        }
        return new Options(Map.copyOf(values));
    }

    public @Nullable String optional(String name) {
        return values.get(name);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("option --" + name + "=… is needed");
        }
        return value;
    }

    public boolean flag(String name) {
        String value = values.getOrDefault(name, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("option --" + name + " is true or false, not \"" + value + "\"");
        };
    }

    public Path path(String name) {
        return Path.of(text(name)).toAbsolutePath();
    }

    /** A TCP port; 0 asks for any free one. */
    public int port(String name) {
        return (int) number(name, text(name), 0, 65_535);
    }

    public long number(String name, long otherwise, long least, long most) {
        return number(name, values.getOrDefault(name, String.valueOf(otherwise)), least, most);
    }

    private static long number(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(range(name, value, least, most), e);
        }
        throw new IllegalArgumentException(range(name, value, least, most));
    }

    private static String range(String name, String value, long least, long most) {
        return "option --" + name + " is a whole number from " + least + " to " + most + ", not \"" + value + "\"";
    }
}
