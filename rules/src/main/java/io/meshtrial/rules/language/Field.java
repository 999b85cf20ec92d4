package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import java.util.Locale;
import java.util.Optional;

/** What a condition can look at, apart from presets. */
enum Field {
    HEADER(true),
    COOKIE(true),
    QUERY(true),
    PATH(false),
    METHOD(false),
    HOST(false);

    private final boolean named;

    Field(boolean named) {
        this.named = named;
    }

    /** Whether there are many of them, told apart by name. */
    boolean isNamed() {
        return named;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Field> of(String text) {
        for (Field field : values()) {
            if (field.name().equalsIgnoreCase(text)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** @param name ignored where the field has none */
    Condition condition(String name, TextMatch match) {
        return switch (this) {
            case HEADER -> new Condition.Header(name.toLowerCase(Locale.ROOT), match);
            case COOKIE -> new Condition.Cookie(name, match);
            case QUERY -> new Condition.Query(name, match);
            case PATH -> new Condition.Path(match);
            case METHOD -> new Condition.Method(match);
            case HOST -> new Condition.Host(match);
        };
    }
}
