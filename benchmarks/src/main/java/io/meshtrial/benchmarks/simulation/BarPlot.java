package io.meshtrial.benchmarks.simulation;

import java.util.List;
import java.util.Locale;

/** The rates of alarm as an SVG of horizontal bars. */
final class BarPlot {

    private static final int ROW = 18;
    private static final int LABEL = 660;
    private static final int WIDTH = 400;

    private BarPlot() {}

    static String of(List<TestResult> results) {
        int height = ROW * (results.size() + 1);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<title>Share of runs with an alarm at any look</title>%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
                LABEL + WIDTH + 70,
                height));
        for (int i = 0; i < results.size(); i++) {
            TestResult result = results.get(i);
            int y = ROW * i + ROW / 2;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s: %s</text>%n"
                            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n"
                            + "<text x=\"%.1f\" y=\"%d\">%.1f %%</text>%n",
                    LABEL - 8,
                    y + 10,
                    escape(result.situation().name()),
                    escape(result.column().name()),
                    LABEL,
                    y,
                    Math.max(1, WIDTH * result.rate()),
                    ROW - 6,
                    result.column().ours() ? "#1f6f8b" : "#c05a2b",
                    LABEL + WIDTH * result.rate() + 6,
                    y + 10,
                    100 * result.rate()));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
