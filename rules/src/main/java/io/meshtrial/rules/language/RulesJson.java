package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules as a tree of maps, lists, strings, numbers and booleans, which any JSON library reads and writes. Text and JSON
 * say the same: whatever one refuses, so does the other.
 *
 * <pre>{@code
 * {"rules": [
 *   {"allocate": {"when": {"browser": "Chrome"}, "shares": [{"variant": "v2", "percent": 12.5}]}},
 *   {"mirror": {"variant": "v2", "percent": 5}},
 *   {"everyoneElse": {"shares": [{"variant": "v1", "percent": 100}]}}
 * ]}
 * }</pre>
 */
public final class RulesJson {

    private RulesJson() {}

    /** Members in a fixed order; a percentage is an Integer where it is whole, a BigDecimal otherwise. */
    public static Map<String, Object> write(Rules rules) {
        return Map.of("rules", rules.rules().stream().map(JsonForm::of).toList());
    }

    /** One rule as {@link #write} has it. */
    public static Map<String, Object> write(Rule rule) {
        return JsonForm.of(rule);
    }

    /** @param tree maps, lists, strings, numbers, booleans and nulls, as JSON libraries bind them */
    public static JsonResult read(@Nullable Object tree) {
        try {
            var root = new JsonCursor(tree, "");
            JsonCursor rules = root.required(root.members(Set.of("rules")), "rules");
            return read(rules.items());
        } catch (RefusedJson refused) {
            return new JsonResult.Refused(List.of(refused.rejection()));
        }
    }

    private static JsonResult read(List<JsonCursor> items) throws RefusedJson {
        if (items.isEmpty() || items.size() > RuleParser.MAX_RULES) {
            throw new RefusedJson(
                    new Complaint(
                            items.isEmpty() ? RejectionCode.NO_RULES : RejectionCode.TOO_MANY_RULES,
                            "there are " + items.size() + " rules",
                            "1 to " + RuleParser.MAX_RULES + " rules",
                            items.isEmpty() ? "add a rule" : "join conditions with or, or split the experiment"),
                    "/rules");
        }
        var reader = new JsonRules();
        List<Rule> rules = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        List<JsonRejection> rejections = new ArrayList<>();
        for (JsonCursor item : items) {
            try {
                rules.add(reader.read(item));
                pointers.add(item.pointer());
            } catch (RefusedJson refused) {
                rejections.add(refused.rejection());
            }
        }
        for (ListFault fault : ListChecks.check(rules)) {
            String pointer = pointers.get(fault.rule()) + within(rules.get(fault.rule()), fault);
            rejections.add(JsonRejection.of(fault.complaint(), pointer));
        }
        return rejections.isEmpty() ? new JsonResult.Read(new Rules(rules)) : new JsonResult.Refused(rejections);
    }

    private static String within(Rule rule, ListFault fault) {
        String kind = rule instanceof Rule.EveryoneElse ? "/everyoneElse" : "/allocate";
        return switch (fault.part()) {
            case RULE -> "";
            case SHARE -> kind + "/shares/" + fault.share() + "/percent";
            case VARIANT -> kind + "/shares/" + fault.share() + "/variant";
        };
    }
}
