package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.AnalyticsSettings;
import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.ingest.ConsumerLag;
import io.meshtrial.analytics.ingest.Definitions;
import io.meshtrial.analytics.ingest.KafkaPresence;
import io.meshtrial.analytics.ingest.accesslog.ReceptionMonitor;
import io.meshtrial.analytics.tally.TallyBoard;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The parts behind the controllers. */
@Configuration(proxyBeanMethods = false)
class DashboardWiring {

    @Bean
    ResultsFeed resultsFeed(
            Definitions definitions,
            TallyBoard board,
            FrozenPlans plans,
            KafkaPresence kafka,
            ConsumerLag lag,
            CompactedTopicReader talliesReader,
            CompactedTopicReader frozenReader,
            Clock clock,
            ObjectProvider<ReceptionMonitor> receptions) {
        return new ResultsFeed(
                definitions,
                board,
                plans,
                kafka,
                lag,
                () -> talliesReader.isCaughtUp() && frozenReader.isCaughtUp(),
                clock,
                receptions);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    RegularLook regularLook(ResultsFeed feed) {
        return new RegularLook(feed);
    }

    @Bean
    ResultsList resultsList(ResultsFeed feed, Clock clock) {
        return new ResultsList(feed, clock);
    }

    @Bean
    ResultsStreams resultsStreams(ResultsFeed feed, JsonMapper json, AnalyticsSettings settings) {
        return new ResultsStreams(feed, json, settings.maximumStreams());
    }
}
