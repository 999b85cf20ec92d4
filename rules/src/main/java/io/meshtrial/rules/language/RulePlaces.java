package io.meshtrial.rules.language;

import java.util.List;

/**
 * Where the rules of a text stand.
 *
 * @param rules one position a rule, in the order of the rules
 * @param variants every mention of a variant, in the order of the text
 */
public record RulePlaces(List<Position> rules, List<VariantMention> variants) {

    /** @param rule index of the rule from 0 */
    public record VariantMention(int rule, String variant, Position position) {}

    public RulePlaces {
        rules = List.copyOf(rules);
        variants = List.copyOf(variants);
    }
}
