package io.meshtrial.analytics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Tallies request events, compares the variants, judges, and serves the results and the page. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AnalyticsApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(AnalyticsApplication.class, arguments);
    }
}
