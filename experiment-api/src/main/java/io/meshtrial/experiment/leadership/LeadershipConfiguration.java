package io.meshtrial.experiment.leadership;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replicas can share PostgreSQL only; over an H2 file there is one process, which always leads. */
@Configuration(proxyBeanMethods = false)
class LeadershipConfiguration {

    @Bean
    Leadership leadership(
            @Value("${spring.datasource.url}") String store,
            LeaseStore leases,
            LeadershipProperties properties,
            ApplicationEventPublisher events,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        Leadership leadership = store.startsWith("jdbc:h2:")
                ? () -> true
                : new LeaseElection(leases, properties, identity(properties, random), events, clock, System::nanoTime);
        Gauge.builder("meshtrial.leader", leadership, who -> who.holds() ? 1 : 0)
                .description("1 where this replica acts on the mesh")
                .register(metrics);
        return leadership;
    }

    @Bean("leadershipHealthIndicator")
    HealthIndicator leadershipHealth(Leadership leadership) {
        return () -> leadership instanceof LeaseElection election
                ? (election.trouble().isEmpty() ? Health.up() : Health.down().withDetail("cause", election.trouble()))
                        .withDetail("leads", election.holds())
                        .withDetail("identity", election.identity())
                        .withDetail("holder", election.holder())
                        .build()
                : Health.up().withDetail("leads", true).build();
    }

    private static String identity(LeadershipProperties properties, RandomGenerator random) {
        if (properties.identity() != null) {
            return properties.identity();
        }
        byte[] part = new byte[4];
        random.nextBytes(part);
        return hostName() + "_" + HexFormat.of().formatHex(part);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "nameless";
        }
    }
}
