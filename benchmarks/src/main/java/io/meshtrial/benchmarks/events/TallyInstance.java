package io.meshtrial.benchmarks.events;

import io.meshtrial.analytics.tally.Measurement;
import io.meshtrial.analytics.tally.TallyBounds;
import io.meshtrial.analytics.tally.TallyStream;

/** One instance of the topology: {@code <servers> <application id> <state directory> REQUEST|USER}. */
final class TallyInstance {

    private TallyInstance() {}

    public static void main(String[] arguments) throws InterruptedException {
        Measurement measurement = BenchmarkExperiment.measurement(arguments[3]);
        try (TallyStream stream = new TallyStream(
                StreamsSettings.of(arguments[0], arguments[1], arguments[2]),
                experiment -> measurement,
                TallyBounds.DEFAULT,
                () -> {})) {
            stream.start();
            Thread.currentThread().join();
        }
    }
}
