package io.meshtrial.experiment.definition;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many experiments are in each state. */
@Component
class ExperimentMetrics {

    private static final List<String> STATES =
            List.of("DRAFT", "RUNNING", "PAUSED", "PROMOTED", "ROLLED_BACK", "STOPPED");

    ExperimentMetrics(JdbcClient jdbc, MeterRegistry metrics) {
        for (String state : STATES) {
            Gauge.builder("meshtrial.experiments", jdbc, client -> count(client, state))
                    .tag("state", state.toLowerCase(Locale.ROOT))
                    .description("Experiments in that state")
                    .register(metrics);
        }
    }

    private static double count(JdbcClient jdbc, String state) {
        return jdbc.sql("select count(*) from experiment where state = ?")
                .param(state)
                .query(Long.class)
                .single();
    }
}
