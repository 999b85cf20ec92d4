package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Shares as people write them: percent with at most two decimals. */
final class Percent {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,30})?");
    private static final int PARTS_OF_ONE_PERCENT = Share.WHOLE / 100;

    private Percent() {}

    static boolean looksLikeOne(String word) {
        return !word.isEmpty() && "+-.%0123456789".indexOf(word.charAt(0)) >= 0;
    }

    /** For example {@code 12.5%}, with as many decimals as needed. */
    static String format(Share share) {
        return decimal(share).toPlainString() + "%";
    }

    static BigDecimal decimal(Share share) {
        BigDecimal percent = BigDecimal.valueOf(share.parts(), 2).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }

    sealed interface Reading {
        record Read(Share share) implements Reading {}

        record Unreadable(Complaint complaint) implements Reading {}
    }

    /** @param number without the percent sign */
    static Reading read(String number) {
        if (!NUMBER.matcher(number).matches()) {
            return unreadable(number + " is not a share", "write a number such as 10% or 0.05%");
        }
        BigDecimal percent = new BigDecimal(number);
        if (percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            return unreadable(number + "% is more than everything", "write at most 100%");
        }
        if (percent.scale() > 2) {
            BigDecimal parts = percent.movePointRight(2).setScale(0, RoundingMode.HALF_UP);
            return unreadable(
                    number + "% has more than two decimals, the smallest step is 0.01%",
                    "write " + format(new Share(parts.intValueExact())));
        }
        return new Reading.Read(new Share(
                percent.multiply(BigDecimal.valueOf(PARTS_OF_ONE_PERCENT)).intValueExact()));
    }

    private static Reading unreadable(String reason, String hint) {
        return new Reading.Unreadable(
                new Complaint(RejectionCode.INVALID_SHARE, reason, "a share from 0% to 100%", hint));
    }
}
