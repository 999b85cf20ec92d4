package io.meshtrial.statistics;

/** Why a statistic has no value. Each reason has a stable code and a sentence for people: definitions of this module. */
public enum Reason {
    ALPHA("alpha", "The error level alpha must lie strictly between 0 and 1."),
    ALPHA_ONE_SIDED("alpha_one_sided", "A one-sided sequence needs an error level alpha below one half."),
    ALPHA_OR_POWER("alpha_or_power", "Alpha and power must lie strictly between 0 and 1."),
    ARM_MISSING("arm_missing", "One of the arms has no units."),
    BASELINE_ZERO("baseline_zero", "The control's value is 0, so that a relative difference is undefined."),
    BASELINE_UNCERTAIN("baseline_uncertain", "The control's value cannot be told from 0, so a ratio has no bound."),
    BURN_IN("burn_in", "An arm has too few units for an asymptotic sequence to speak."),
    COUNT_OUTSIDE(
            "count_outside", "A count is negative, larger than the number it is counted among, or beyond a long."),
    DELTA_ZERO("delta_zero", "The difference to detect is 0."),
    DENOMINATOR_ZERO("denominator_zero", "The sum in the denominator of a ratio is not positive."),
    E_OUTSIDE("e_outside", "An e-value is negative or not a number."),
    GRID("grid", "No point of the mixture's grid lies on that side of the null value."),
    ALLOCATION("k", "The ratio of the arms' sizes, or the prior's concentration, must be positive and finite."),
    MARGIN("margin", "The margin must be finite and keep the tested value positive."),
    NEGATIVE_VARIANCE("negative_variance", "A variance is negative: the sums do not belong to one sample."),
    NO_COMMON_STRATUM("no_revision_with_both_arms", "No stratum has units in both arms."),
    NO_OBSERVATIONS("no_observations", "There are no observations."),
    NO_TRIALS("no_trials", "There are no trials."),
    NO_VISITORS("no_visitors", "There are no units to compare with the shares."),
    NOT_FINITE("not_finite", "An input is infinite or not a number, or the answer lies beyond what a double holds."),
    P_OUTSIDE("p_outside", "A p-value lies outside 0 to 1."),
    PLANNED_INFORMATION("planned_a", "The planned information must be positive and finite."),
    PLANNED_OBSERVATIONS("planned_t", "The planned number of observations must be at least 1."),
    PLANNED_UNITS("planned_n", "The planned number of units must be positive and finite."),
    PRIOR("prior", "Both parameters of the beta prior must be positive and finite."),
    PROBABILITY("p", "The quantile's probability must lie strictly between 0 and 1."),
    Q("q", "The false discovery rate q must lie strictly between 0 and 1."),
    RATE_OUTSIDE("rate_outside", "A rate, or the rate with the difference added, leaves the range 0 to 1."),
    SHAPE("shape", "Lists that belong together differ in length, or hold fewer than two variants."),
    SHARE("share", "The treatment's share must lie strictly between 0 and 1."),
    SHARES("shares", "The shares must be non-negative and sum to 1."),
    STANDARD_DEVIATION("sd", "The standard deviation must be positive and finite."),
    TOO_FEW("too_few", "An arm has fewer than 2 units."),
    TOO_FEW_USERS("too_few_users", "An arm has fewer than 2 users."),
    TRAFFIC("traffic", "The traffic per unit of time must be positive and finite."),
    ZERO_VARIANCE("zero_variance", "Nothing varies in either arm, so that there is no standard error.");

    private final String code;
    private final String explanation;

    Reason(String code, String explanation) {
        this.code = code;
        this.explanation = explanation;
    }

    /** The stable code, in lower case with underscores. */
    public String code() {
        return code;
    }

    /** One sentence that says what is missing or wrong. */
    public String explanation() {
        return explanation;
    }
}
