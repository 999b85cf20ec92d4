package io.meshtrial.rules.evaluate;

import java.util.ArrayList;
import java.util.List;

/** All values that the Cookie headers of a request give to one name, with and without blanks behind them. */
final class CookieValues {

    private CookieValues() {}

    static List<String> of(RequestFacts facts, String name) {
        List<String> values = new ArrayList<>();
        for (String header : HeaderValues.of(facts, "cookie")) {
            String[] pairs = header.split(";", -1);
            for (int index = 0; index < pairs.length; index++) {
                // A blank may follow a semicolon; the header itself does not begin with one.
                String pair = index == 0 ? pairs[index] : withoutLeadingBlanks(pairs[index]);
                if (pair.startsWith(name + "=")) {
                    addReadings(pair.substring(name.length() + 1), values);
                }
            }
        }
        return values;
    }

    private static void addReadings(String value, List<String> values) {
        values.add(value);
        for (int end = value.length(); end > 0 && isBlank(value.charAt(end - 1)); end--) {
            values.add(value.substring(0, end - 1));
        }
    }

    private static String withoutLeadingBlanks(String text) {
        int at = 0;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(at);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
