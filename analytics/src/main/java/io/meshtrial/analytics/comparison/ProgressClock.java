package io.meshtrial.analytics.comparison;

import io.meshtrial.statistics.mean.StratifiedMeans;

/** How far an experiment has come, as share of its plan; what the boundary of a sequence runs on. */
interface ProgressClock {

    /** Positive; may exceed 1. */
    double progress(StratifiedMeans means);

    /** Effective units over planned ones: for units that are complete when they are counted. */
    static ProgressClock ofUnits(double plannedInformation) {
        return means -> means.information() / plannedInformation;
    }
}
