package io.meshtrial.rules.model;

import java.util.regex.Pattern;

/**
 * What a variant can be called: 1 to 40 letters, digits, hyphens and underscores. Dots part the fields of a sticky
 * cookie, and a hyphen alone stands for traffic that is only observed.
 */
public final class VariantName {

    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private VariantName() {}

    public static boolean isSound(String name) {
        return SOUND.matcher(name).matches() && !name.equals("-");
    }
}
