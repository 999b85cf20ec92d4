package io.meshtrial.analytics.comparison;

import java.util.Locale;

/** Why nothing is said of a metric, where no formula was asked; what a formula cannot say has a reason of its own. */
public enum Silence {
    /** Nothing that the metric counts has happened. */
    NO_OBSERVATIONS,
    /** Control's latency before the comparison is not known yet. */
    THRESHOLD_NOT_FROZEN,
    /** The clock of the users' sums has not been kept yet. */
    PLAN_NOT_FROZEN,
    /** Counted for each user, where the rules draw requests. */
    UNITS_ARE_REQUESTS,
    /** Sums over users are kept for whole strata; requests of one user are no independent evidence. */
    USERS_NOT_SEGMENTED;

    /** As REST says it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
