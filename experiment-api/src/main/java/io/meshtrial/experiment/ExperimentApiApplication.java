package io.meshtrial.experiment;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the API; the one place that takes the wall clock and a random source. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ExperimentApiApplication {

    static {
        // Gateways are asked by their address for a host's routes. The JDK's client reads this once, before its first
        // use.
        if (System.getProperty("jdk.httpclient.allowRestrictedHeaders") == null) {
            System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        }
    }

    public static void main(String[] arguments) {
        SpringApplication.run(ExperimentApiApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }
}
