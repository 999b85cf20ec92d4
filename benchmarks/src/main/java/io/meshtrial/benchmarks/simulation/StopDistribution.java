package io.meshtrial.benchmarks.simulation;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * When a watched test stops, computed instead of simulated: the law of its statistic is carried from look to look, and what
 * has crossed the boundary is taken out (Armitage, McPherson and Rowe, JRSS A 132, 1969). So a median has no sampling error.
 */
final class StopDistribution {

    /** A normal increment beyond so many standard deviations is left out: 10⁻¹² of all. */
    private static final double REACH = 7;

    /** Spacing of the grid, in standard deviations of one look's increment. */
    private static final double STEP = 0.05;

    private static final double NEGLIGIBLE = 1e-16;

    private final double[] stopped;

    private StopDistribution(double[] stopped) {
        this.stopped = stopped;
    }

    /** Whether so many of treatment among so many in all raise the alarm. */
    interface CountAlarm {
        boolean at(long treatment, long all);
    }

    /**
     * A walk with normal increments of standard deviation 1, as a difference of means is.
     *
     * @param drift mean of one look's increment
     * @param boundary by look, from 1: the run stops when the walk is as far from 0
     */
    static StopDistribution ofWalk(double drift, int looks, IntToDoubleFunction boundary) {
        int half = (int) Math.ceil((Math.abs(drift) * looks + REACH * Math.sqrt(looks)) / STEP);
        int shift = (int) Math.round(drift / STEP);
        double[] kernel = kernel(drift - shift * STEP);
        int reach = kernel.length / 2;
        double[] mass = new double[2 * half + 1];
        mass[half] = 1;
        double[] stopped = new double[looks + 1];
        for (int look = 1; look <= looks; look++) {
            double[] next = new double[mass.length];
            for (int i = 0; i < mass.length; i++) {
                if (mass[i] > NEGLIGIBLE) {
                    int from = i + shift - reach;
                    for (int j = Math.max(0, -from); j < kernel.length && from + j < next.length; j++) {
                        next[from + j] += mass[i] * kernel[j];
                    }
                }
            }
            mass = inside(next, half, boundary.applyAsDouble(look));
            stopped[look] = 1 - Arrays.stream(mass).sum();
        }
        return new StopDistribution(stopped);
    }

    private static double[] kernel(double mean) {
        int reach = (int) Math.ceil(REACH / STEP);
        double[] kernel = new double[2 * reach + 1];
        for (int j = -reach; j <= reach; j++) {
            double x = j * STEP - mean;
            kernel[j + reach] = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * STEP;
        }
        return kernel;
    }

    /** What has not crossed; a cell that the boundary cuts keeps its part. */
    private static double[] inside(double[] mass, int half, double boundary) {
        for (int i = 0; i < mass.length; i++) {
            double inner = (Math.abs(i - half) - 0.5) * STEP;
            mass[i] *= Math.clamp((boundary - inner) / STEP, 0, 1);
        }
        return mass;
    }

    /** Counts of treatment among units that come {@code perLook} at a time. */
    static StopDistribution ofCounts(int perLook, double probability, int looks, CountAlarm alarm) {
        BinomialDistribution binomial = BinomialDistribution.of(perLook, probability);
        double[] kernel = new double[perLook + 1];
        Arrays.setAll(kernel, binomial::probability);
        double[] mass = new double[looks * perLook + 1];
        mass[0] = 1;
        double[] stopped = new double[looks + 1];
        for (int look = 1; look <= looks; look++) {
            double[] next = new double[mass.length];
            for (int i = 0; i <= (look - 1) * perLook; i++) {
                if (mass[i] > NEGLIGIBLE) {
                    for (int j = 0; j <= perLook; j++) {
                        next[i + j] += mass[i] * kernel[j];
                    }
                }
            }
            double alive = 0;
            for (int i = 0; i <= look * perLook; i++) {
                next[i] = next[i] > NEGLIGIBLE && !alarm.at(i, (long) look * perLook) ? next[i] : 0;
                alive += next[i];
            }
            mass = next;
            stopped[look] = 1 - alive;
        }
        return new StopDistribution(stopped);
    }

    /** Probability of an alarm at that look, from 1, or before. */
    double by(int look) {
        return stopped[look];
    }

    /** The first look by which half of the runs have stopped; the last one where fewer do. */
    int median() {
        int look = 1;
        while (look < stopped.length - 1 && stopped[look] < 0.5) {
            look++;
        }
        return look;
    }
}
