package io.meshtrial.analytics.planning;

import io.meshtrial.analytics.planning.Shown.Kind;
import io.meshtrial.statistics.Answer.Defined;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.OneSided;
import io.meshtrial.statistics.special.NormalTail;
import java.util.OptionalDouble;

/**
 * Units until a verdict by the sequence for means: the design's (f), n = (z + z_power)²·V/δ², with z the distance in standard
 * errors at which the verdict's own evidence suffices at n, the sequence being tuned at the N* that is frozen. Harm asks for an
 * estimate beyond the minimum effect as well, which lies a known part of the way to the change.
 */
final class MeasuredSize {

    private static final double MOST = 1e15;

    private final Question question;
    private final Shown shown;
    private final Baseline.Measured baseline;

    MeasuredSize(Question question, Shown shown, Baseline.Measured baseline) {
        this.question = question;
        this.shown = shown;
        this.baseline = baseline;
    }

    /** Of both arms together; empty where no number of them suffices. */
    OptionalDouble units() {
        if (!(baseline.distance() > 0) || !suffices(MOST)) {
            return OptionalDouble.empty();
        }
        double share = question.share();
        double tooFew = StratifiedMeans.BURN_IN_UNITS / Math.min(share, 1 - share) - 1;
        double enough = MOST;
        while (enough - tooFew > 1e-6 * enough) {
            double middle = Math.sqrt(Math.max(1, tooFew) * enough);
            if (suffices(middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalDouble.of(enough);
    }

    private boolean suffices(double units) {
        double share = question.share();
        double variance = baseline.control() * baseline.control() / (1 - share)
                + baseline.treatment() * baseline.treatment() / share;
        double distance = baseline.distance() / Math.sqrt(variance / units);
        double least = distance * shown.minimumEffect() / Math.abs(question.relativeChange());
        double spoken = distance - NormalTail.upperQuantile(1 - question.power());
        return spoken >= least && spoken >= critical(progress(units));
    }

    private double progress(double units) {
        double planned = question.plannedShare() * (1 - question.plannedShare());
        return units
                * question.share()
                * (1 - question.share())
                / (question.experiment().plan().plannedUnits() * planned);
    }

    /** Standard errors between the estimate and 0 at which the verdict speaks. */
    private double critical(double progress) {
        if (shown.kind() == Kind.RULED_OUT) {
            return AsymptoticSequence.oneSidedMultiplier(progress, shown.alpha());
        }
        double silent = 0;
        double speaks = 1;
        while (!speaks(speaks, progress)) {
            silent = speaks;
            speaks *= 2;
        }
        while (speaks - silent > 1e-9 * speaks) {
            double middle = (silent + speaks) / 2;
            if (speaks(middle, progress)) {
                speaks = middle;
            } else {
                silent = middle;
            }
        }
        return speaks;
    }

    private boolean speaks(double z, double progress) {
        return AsymptoticSequence.oneSided(new Contrast(z, 1, progress), shown.tuning())
                        instanceof Defined<OneSided>(OneSided sides)
                && sides.logEGreater() >= -Math.log(shown.alpha());
    }
}
