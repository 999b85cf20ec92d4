package io.meshtrial.rules.language;

import io.meshtrial.rules.model.BrowserPreset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words with a meaning of their own. */
final class Keywords {

    /** A bare value or name may not be one of these, since the sentence would read two ways. */
    private static final Set<String> RESERVED =
            Set.of("and", "or", "not", "on", "with", "of", "to", "is", "=", "matches", "present", "starts", "starting");

    private static final List<String> BEGINNINGS =
            List.of("header", "cookie", "query", "path", "method", "host", "user-agent", "everyone", "users", "mirror");

    private static final Map<String, BrowserPreset> PRESETS = Arrays.stream(BrowserPreset.values())
            .collect(Collectors.toMap(preset -> preset.text().toLowerCase(Locale.ROOT), Function.identity()));

    private Keywords() {}

    static boolean isReserved(Token word) {
        return RESERVED.contains(word.lowerCase());
    }

    static boolean isReserved(String word) {
        return RESERVED.contains(word.toLowerCase(Locale.ROOT));
    }

    /** The browser preset of that name, in any case. */
    static Optional<BrowserPreset> preset(String name) {
        return Optional.ofNullable(PRESETS.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What a condition or a rule can begin with, for suggestions. */
    static List<String> beginnings() {
        return Stream.concat(
                        BEGINNINGS.stream(),
                        Arrays.stream(BrowserPreset.values()).map(BrowserPreset::text))
                .toList();
    }
}
