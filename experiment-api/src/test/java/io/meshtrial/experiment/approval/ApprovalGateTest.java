package io.meshtrial.experiment.approval;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.rest.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class ApprovalGateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Actor EDDIE = new Actor("eddie", List.of());

    private ApprovalStore store;
    private ApprovalGate gate;

    @BeforeEach
    void anEmptyStore() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V21__approvals.sql")).execute(database);
        store = new ApprovalStore(JdbcClient.create(database));
        gate = new ApprovalGate(
                new ApprovalProperties(List.of("prod"), Duration.ofHours(1)), store, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void approved(String planId, Instant expiresAt) {
        store.insert(new Approval("a", "e", planId, "anna", null, NOW.minusSeconds(3600), expiresAt, null, null));
    }

    private void pass(String namespace, String planId, Actor actor) {
        gate.pass("e", namespace, planId, actor, false);
    }

    @Test
    void whereNoPolicyAsksNobodyWaits() {
        assertThatCode(() -> pass("demo", "p", EDDIE)).doesNotThrowAnyException();
    }

    @Test
    void theSameApprovalDoesNotCountTwice() {
        approved("p", NOW.plusSeconds(1));
        assertThatCode(() -> pass("prod", "p", EDDIE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> pass("prod", "p", EDDIE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("each is used once");
    }

    @Test
    void anExpiredApprovalDoesNotCount() {
        approved("p", NOW);
        assertThatThrownBy(() -> pass("prod", "p", EDDIE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("ran out");
    }

    @Test
    void aRolloutGoesOnWithinWhatWasApprovedAndNobodyCanPoseAsIt() {
        assertThatCode(() -> pass("prod", "p", Actor.PLATFORM)).doesNotThrowAnyException();
        Actor poser = new Actor(Actor.PLATFORM.name(), Actor.PLATFORM.grants());
        assertThatThrownBy(() -> pass("prod", "p", poser)).isInstanceOf(ProblemException.class);
    }
}
