package io.meshtrial.analytics.verdict;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people read them: signs always on changes, a real minus, a narrow space before %, thousands grouped. */
public final class Figures {

    private static final String NARROW = "\u202f";
    private static final String MINUS = "\u2212";
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final double MULTIPLE_FROM = 1;
    private static final double WHOLE_UP_TO = 1e6;
    private static final int LARGEST_POWER = 308;

    private Figures() {}

    /** A relative change: {@code +3.1 %}, {@code −0.7 %}, from +100 % on {@code ×2.4}. */
    public static String change(double fraction) {
        if (fraction > MULTIPLE_FROM) {
            return "×" + decimals(1 + fraction, 1);
        }
        return signed(fraction * 100) + NARROW + "%";
    }

    /** A bound beside its margin: a digit more where rounding would move it across. */
    public static String bound(double fraction, double margin) {
        if (fraction > MULTIPLE_FROM) {
            return change(fraction);
        }
        double percent = fraction * 100;
        for (int digits = 1; digits < 4; digits++) {
            double rounded = Math.round(percent * Math.pow(10, digits)) / Math.pow(10, digits);
            if (rounded < margin * 100 == percent < margin * 100) {
                return sign(percent) + decimals(Math.abs(percent), digits) + NARROW + "%";
            }
        }
        return signed(percent) + NARROW + "%";
    }

    /** A share or margin without a sign: {@code 5 %}, {@code 24.1 %}. */
    public static String percent(double fraction) {
        return trimmed(fraction * 100, 2) + NARROW + "%";
    }

    public static String count(long number) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setGroupingSeparator('\u202f');
        return new DecimalFormat("#,##0", symbols).format(number);
    }

    public static String seconds(double seconds) {
        long whole = Math.round(seconds);
        return whole < 120 ? whole + " s" : Math.round(whole / 60.0) + " min";
    }

    /** A long time in the unit that people would use: {@code 45 s}, {@code 12 min}, {@code 6 h}, {@code 3 days}. */
    public static String duration(double seconds) {
        double hours = seconds / 3600;
        if (hours < 2) {
            return seconds(seconds);
        }
        return hours < 48 ? trimmed(hours, hours < 10 ? 1 : 0) + " h" : trimmed(hours / 24, 0) + " days";
    }

    private static String signed(double value) {
        int digits = Math.abs(value) >= 10 ? 0 : 1;
        return sign(value) + decimals(Math.abs(value), digits);
    }

    private static String sign(double value) {
        return value > 0 ? "+" : value < 0 ? MINUS : "";
    }

    private static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String trimmed(double value, int digits) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        String pattern = digits == 0 ? "0" : "0." + "#".repeat(digits);
        return new DecimalFormat(pattern, symbols).format(value);
    }

    /** An e-value: beyond a million only its size matters, so {@code over 10¹⁵}. */
    static String evidence(double e) {
        if (e < WHOLE_UP_TO) {
            return count(Math.round(e));
        }
        int power = e < Double.MAX_VALUE ? (int) Math.floor(Math.log10(e)) : LARGEST_POWER;
        StringBuilder digits = new StringBuilder("over 10");
        String.valueOf(power).chars().forEach(digit -> digits.append(SUPERSCRIPTS.charAt(digit - '0')));
        return digits.toString();
    }
}
