package io.meshtrial.experiment.rest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags: the version of a record, raised by every change, in quotes. */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("\\s*(?:W/)?\"(\\d{1,18})\"\\s*");

    private EntityTags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Holds a change against what the caller last saw. {@code *} takes whatever is there.
     *
     * @throws ProblemException 428 where the header is missing, 412 where it names another version
     */
    public static void require(@Nullable String ifMatch, long version) {
        if (ifMatch == null) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag you last read, here " + of(version)
                            + ", or * to change whatever is there.");
        }
        allow(ifMatch, version);
    }

    /** As {@link #require}, but a missing header passes. */
    public static void allow(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        for (String tag : ifMatch.split(",", -1)) {
            var matcher = TAG.matcher(tag);
            if (matcher.matches() && Long.parseLong(matcher.group(1)) == version) {
                return;
            }
        }
        throw new ProblemException(
                ProblemType.PRECONDITION_FAILED,
                "It is at " + of(version) + " by now, not at " + ifMatch + ". Read it again and repeat the change.");
    }
}
