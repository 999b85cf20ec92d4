package io.meshtrial.experiment.verification.telemetry;

import io.meshtrial.experiment.verification.witness.JsonAnswer;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One metric's samples from a page in Prometheus' text format (version 0.0.4). */
final class Exposition {

    /** @param labels by name */
    record Sample(Map<String, String> labels, double value) {
        Sample {
            labels = Map.copyOf(labels);
        }

        String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    private final String line;
    private int at;

    private Exposition(String line, int at) {
        this.line = line;
        this.at = at;
    }

    static List<Sample> samples(String page, String metric) throws UnreadableAnswer {
        List<Sample> samples = new ArrayList<>();
        for (String line : page.split("\n", -1)) {
            if (line.startsWith(metric + "{")) {
                samples.add(new Exposition(line, metric.length() + 1).sample());
            }
        }
        return samples;
    }

    private Sample sample() throws UnreadableAnswer {
        Map<String, String> labels = new HashMap<>();
        while (peek() != '}') {
            int equals = line.indexOf("=\"", at);
            if (equals < 0) {
                throw broken();
            }
            String name = line.substring(at, equals).strip();
            at = equals + 2;
            labels.put(name, text());
            if (peek() == ',') {
                at++;
            }
        }
        String[] rest = line.substring(at + 1).strip().split(" ", 2);
        return new Sample(labels, JsonAnswer.decimal(rest[0]));
    }

    /** The text up to its closing quote, which is passed over. */
    private String text() throws UnreadableAnswer {
        StringBuilder text = new StringBuilder();
        while (peek() != '"') {
            char c = line.charAt(at++);
            if (c == '\\') {
                char escaped = peek();
                at++;
                text.append(escaped == 'n' ? '\n' : escaped);
            } else {
                text.append(c);
            }
        }
        at++;
        return text.toString();
    }

    private char peek() throws UnreadableAnswer {
        if (at >= line.length()) {
            throw broken();
        }
        return line.charAt(at);
    }

    private static UnreadableAnswer broken() {
        return new UnreadableAnswer("a line of metrics breaks off");
    }
}
