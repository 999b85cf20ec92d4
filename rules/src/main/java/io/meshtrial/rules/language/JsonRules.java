package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads single rules from a JSON tree. */
final class JsonRules {

    private static final Set<String> KINDS = Set.of("allocate", "everyoneElse", "mirror");

    private final JsonConditions conditions = new JsonConditions(new MatchChecks());

    Rule read(JsonCursor cursor) throws RefusedJson {
        JsonCursor kind = cursor.onlyMember(KINDS);
        return switch (kind.name()) {
            case "allocate" -> allocate(kind);
            case "everyoneElse" -> new Rule.EveryoneElse(allocation(kind, kind.members(Set.of("unit", "shares"))));
            default -> mirror(kind);
        };
    }

    private Rule allocate(JsonCursor cursor) throws RefusedJson {
        Map<String, JsonCursor> members = cursor.members(Set.of("when", "unit", "shares"));
        JsonCursor when = members.get("when");
        Condition condition = when == null ? new Condition.Always() : conditions.read(when);
        return new Rule.Allocate(condition, allocation(cursor, members));
    }

    private static Rule mirror(JsonCursor cursor) throws RefusedJson {
        VariantShare share = share(cursor);
        return new Rule.Mirror(share.share(), share.variant());
    }

    private static Allocation allocation(JsonCursor cursor, Map<String, JsonCursor> members) throws RefusedJson {
        JsonCursor shares = cursor.required(members, "shares");
        List<JsonCursor> items = shares.items();
        if (items.isEmpty()) {
            throw RefusedJson.shape(
                    shares.pointer(), "there is no share", "one share or more", "name a variant and its percent");
        }
        List<VariantShare> read = new ArrayList<>(items.size());
        for (JsonCursor item : items) {
            read.add(share(item));
        }
        return new Allocation(unit(members), read);
    }

    private static RandomisationUnit unit(Map<String, JsonCursor> members) throws RefusedJson {
        JsonCursor unit = members.get("unit");
        if (unit == null) {
            return RandomisationUnit.REQUEST;
        }
        String name = unit.string();
        return switch (name) {
            case "request" -> RandomisationUnit.REQUEST;
            case "user" -> RandomisationUnit.USER;
            default ->
                throw RefusedJson.shape(
                        unit.pointer(),
                        "there is no unit " + name,
                        "request or user",
                        Suggestion.hint(name, List.of("request", "user"), "leave it out for requests"));
        };
    }

    private static VariantShare share(JsonCursor cursor) throws RefusedJson {
        Map<String, JsonCursor> members = cursor.members(Set.of("variant", "percent"));
        JsonCursor variant = cursor.required(members, "variant");
        Optional<Complaint> complaint = NameChecks.variant(variant.string());
        if (complaint.isPresent()) {
            throw new RefusedJson(complaint.get(), variant.pointer());
        }
        return new VariantShare(variant.string(), percent(cursor.required(members, "percent")));
    }

    private static Share percent(JsonCursor cursor) throws RefusedJson {
        return switch (Percent.read(plain(cursor.number()))) {
            case Percent.Reading.Read(Share share) -> share;
            case Percent.Reading.Unreadable(Complaint complaint) -> throw new RefusedJson(complaint, cursor.pointer());
        };
    }

    /** A number as text without exponent; what is no decimal stays as it is and is refused as a share. */
    private static String plain(Number number) {
        String text = number.toString();
        if (text.length() > 20 || !text.matches("-?[0-9.]+(?:[eE][+-]?[0-9]{1,2})?")) {
            return text;
        }
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        return value.setScale(Math.max(value.scale(), 0)).toPlainString();
    }
}
