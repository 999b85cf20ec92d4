package io.meshtrial.experiment.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshtrial.experiment.definition.RolloutPolicy;
import io.meshtrial.experiment.rollout.Witnesses.Answer;
import io.meshtrial.experiment.verification.check.Checked;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class VerificationWitnessesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant OLDEST = NOW.minusSeconds(300);
    private static final Set<Row> REQUIRED = EnumSet.of(Row.LIVE_ROUTES, Row.SAMPLE_RATIO);
    private static final Outcome AGREES = Outcome.agrees("It does.", Evidence.NONE);

    /** Every row agrees, but one. */
    private static List<Checked> but(Row row, int revision, Instant at, Outcome outcome) {
        List<Checked> rows = new ArrayList<>();
        for (Row each : Row.values()) {
            rows.add(each == row ? new Checked(row, revision, at, 1, outcome) : new Checked(each, 3, NOW, 1, AGREES));
        }
        return rows;
    }

    private static Answer answer(List<Checked> rows) {
        return answer(rows, true);
    }

    private static Answer answer(List<Checked> rows, boolean all, String... named) {
        RolloutPolicy usual = RolloutPolicy.defaults();
        return VerificationWitnesses.answer(
                rows,
                3,
                OLDEST,
                REQUIRED,
                new RolloutPolicy(
                        usual.steps(),
                        usual.minimumStep(),
                        usual.onInconclusive(),
                        usual.margins(),
                        usual.silentGrace(),
                        all,
                        List.of(named)));
    }

    @ParameterizedTest
    @EnumSource(Row.class)
    void oneRowThatDoesNotAgreeIsEnoughNotToAgree(Row row) {
        assertThat(answer(but(row, 3, NOW, AGREES))).isEqualTo(Answer.AGREE);
        assertThat(answer(but(row, 3, NOW, Outcome.differs(Reason.FINDING, "No.", Evidence.NONE))))
                .isEqualTo(Answer.DIFFER);
        assertThat(answer(but(row, 3, NOW, Outcome.unknown(Reason.NO_ANSWER, "Nothing."))))
                .isEqualTo(Answer.UNKNOWN);
        assertThat(answer(but(row, 3, NOW, Outcome.tooEarly(Reason.TOO_YOUNG, "Soon.", null, Evidence.NONE))))
                .isEqualTo(Answer.UNKNOWN);
        assertThat(answer(but(row, 2, NOW, AGREES))).as("of an older revision").isEqualTo(Answer.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(Row.class)
    void aPolicyMayNameItsWitnesses(Row row) {
        Outcome differs = Outcome.differs(Reason.FINDING, "No.", Evidence.NONE);
        Outcome missing = Outcome.notConfigured("None.", "it");
        Outcome silent = Outcome.unknown(Reason.NO_ANSWER, "Nothing.");
        String other = row == Row.KIALI_SHARE ? "live-routes" : "kiali-share";

        assertThat(answer(but(row, 3, NOW, AGREES), false, row.id())).isEqualTo(Answer.AGREE);
        assertThat(answer(but(row, 3, NOW, differs), false, row.id())).isEqualTo(Answer.DIFFER);
        assertThat(answer(but(row, 3, NOW, silent), false, row.id())).isEqualTo(Answer.UNKNOWN);
        assertThat(answer(but(row, 3, NOW, missing), false, row.id())).isEqualTo(Answer.UNKNOWN);
        assertThat(answer(but(row, 3, NOW, missing), true, row.id())).isEqualTo(Answer.UNKNOWN);
        assertThat(answer(but(row, 3, NOW, differs), false, other))
                .as("nobody asked for it")
                .isEqualTo(Answer.AGREE);
        assertThat(answer(List.of(), false, row.id())).isEqualTo(Answer.UNKNOWN);
        assertThat(answer(but(row, 3, NOW, AGREES), false, row.id(), "a-row-of-tomorrow"))
                .isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void aWitnessThatIsNotSetUpIsNotAskedForUnlessItIsRequired() {
        Outcome missing = Outcome.notConfigured("None.", "it");
        assertThat(answer(but(Row.KIALI_SHARE, 2, OLDEST, missing))).isEqualTo(Answer.AGREE);
        assertThat(answer(but(Row.SAMPLE_RATIO, 3, NOW, missing))).isEqualTo(Answer.UNKNOWN);
    }

    /** Oracle: every row but Kiali's is a witness that each mesh can have. */
    @Test
    void whereNobodySaysOtherwiseEverythingButKialiIsRequired() {
        VerificationProperties defaults = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("meshtrial.verification", VerificationProperties.class);
        assertThat(defaults.requiredRows())
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Row.KIALI_VALIDATIONS, Row.KIALI_SHARE)));
        var misspelt = new Binder(new MapConfigurationPropertySource(Map.of("v.required", "kiali-sahre")));
        assertThatThrownBy(() -> misspelt.bindOrCreate("v", VerificationProperties.class))
                .rootCause()
                .hasMessageContaining("no row is called kiali-sahre");
    }

    /** Which outcomes of a probe are looked at again without being asked. */
    @Test
    void aProbeThatNobodyAnsweredIsSentAgain() {
        assertThat(List.of(
                        Outcome.tooEarly(Reason.NOT_PUBLISHED, "Soon.", null, Evidence.NONE),
                        Outcome.unknown(Reason.VERSION_NOT_TOLD, "One was not answered."),
                        Outcome.unknown(Reason.NO_ANSWER, "Given up."),
                        Outcome.unknown(Reason.CHECK_FAILED, "It failed.")))
                .allMatch(VerificationSchedule::isToBeRepeated);
        assertThat(List.of(
                        AGREES,
                        Outcome.differs(Reason.WRONG_VERSION, "No.", Evidence.NONE),
                        Outcome.unknown(Reason.NO_REQUEST, "None is known.")))
                .noneMatch(VerificationSchedule::isToBeRepeated);
    }

    @Test
    void oldAgreementIsNone() {
        Instant before = OLDEST.minusSeconds(1);
        assertThat(answer(but(Row.LIVE_ROUTES, 3, before, AGREES))).isEqualTo(Answer.UNKNOWN);
        assertThat(answer(but(Row.RULE_PROBES, 3, before, AGREES)))
                .as("probes are sent once for a revision")
                .isEqualTo(Answer.AGREE);
    }

    @Test
    void nobodyAgreesBeforeEveryoneWasAsked() {
        assertThat(answer(List.of())).isEqualTo(Answer.UNKNOWN);
        assertThat(answer(List.of(new Checked(Row.LIVE_ROUTES, 3, NOW, 1, AGREES))))
                .isEqualTo(Answer.UNKNOWN);
    }
}
