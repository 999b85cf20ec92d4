package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.StratumTraffic;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserSums;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is known of control, and how fast requests come: of the comparison once it has begun; before, of whatever events of the
 * service the base version served.
 *
 * @param control requests of control, or of the base version
 * @param users control's users; none before the first was drawn
 * @param requestsPerUser observed over all arms; 1 where no user was
 * @param pace of all that would enter
 */
record Observed(Tally control, UserSums users, double requestsPerUser, Pace pace) {

    /**
     * @param own tallies of the experiment
     * @param others of the service's other experiments, by the same source
     */
    static Observed of(
            Experiment experiment,
            Traffic traffic,
            ExperimentTallies own,
            List<ExperimentTallies> others,
            Instant now) {
        String control = experiment.control().name();
        Tally compared = traffic.compared().stream()
                .map((StratumTraffic stratum) -> stratum.arm(control))
                .reduce(Tally.ZERO, Tally::plus);
        UserSums users = traffic.compared().stream()
                .map(stratum -> stratum.usersOf(control).all())
                .reduce(UserSums.ZERO, UserSums::plus);
        long units = traffic.users().all().units();
        double perUser = units == 0 ? 1 : Math.max(1, traffic.users().all().requests() / (double) units);
        if (compared.requests() > 0) {
            return new Observed(compared, users, perUser, Pace.of(traffic, now));
        }
        List<ExperimentTallies> all =
                Stream.concat(Stream.of(own), others.stream()).toList();
        return new Observed(
                base(experiment.control(), own, others),
                users,
                perUser,
                Pace.of(
                        all.stream()
                                .flatMap(tallies -> tallies.minutes().values().stream())
                                .toList(),
                        now));
    }

    /** What the base version served, whoever sent it there; its variant's name says it in the experiment's own events alone. */
    private static Tally base(Variant control, ExperimentTallies own, List<ExperimentTallies> others) {
        String version = control.version();
        Tally sum = Tally.ZERO;
        for (Map.Entry<Cell, Tally> cell : own.totals().entrySet()) {
            boolean named = cell.getKey().servedVersion().isEmpty() || version == null;
            if (named
                    ? cell.getKey().variant().equals(control.name())
                    : cell.getKey().servedVersion().equals(version)) {
                sum = sum.plus(cell.getValue());
            }
        }
        for (ExperimentTallies other : others) {
            for (Map.Entry<Cell, Tally> cell : other.totals().entrySet()) {
                if (version != null && cell.getKey().servedVersion().equals(version)) {
                    sum = sum.plus(cell.getValue());
                }
            }
        }
        return sum;
    }
}
