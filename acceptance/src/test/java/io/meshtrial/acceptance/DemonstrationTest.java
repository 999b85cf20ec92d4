package io.meshtrial.acceptance;

import static io.meshtrial.acceptance.ring.Visits.CHROME;
import static io.meshtrial.acceptance.ring.Visits.CHROME_IOS;
import static io.meshtrial.acceptance.ring.Visits.CURL;
import static io.meshtrial.acceptance.ring.Visits.EDGE;
import static io.meshtrial.acceptance.ring.Visits.FIREFOX;
import static io.meshtrial.acceptance.ring.Visits.SAFARI;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.acceptance.ring.Await;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.Visits;
import io.meshtrial.acceptance.ring.Visits.Visit;
import io.meshtrial.acceptance.ring.WithRing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the demonstration did before, it does under an experiment and after it. */
@ExtendWith(WithRing.class)
class DemonstrationTest {

    private static final Visit V1 = new Visit(200, "v1");
    private static final Visit V2 = new Visit(200, "v2");

    @Test
    void theOriginalRegexSendsWhateverSaysChromeToV1AndEveryoneElseToV2(Ring ring) throws Exception {
        Visits visits = ring.visits();
        // Edge says Chrome as well; Chrome on iOS says CriOS. That is what the regex does, and why presets exist.
        assertThat(visits.visit("/", CHROME)).isEqualTo(V1);
        assertThat(visits.visit("/", EDGE)).isEqualTo(V1);
        assertThat(visits.visit("/", FIREFOX)).isEqualTo(V2);
        assertThat(visits.visit("/", SAFARI)).isEqualTo(V2);
        assertThat(visits.visit("/", CHROME_IOS)).isEqualTo(V2);
        assertThat(visits.visit("/", CURL)).isEqualTo(V2);
    }

    @Test
    void theRuleChromeToV1MeansChromeAndNothingElse(Ring ring) throws Exception {
        ring.startExperiment("chrome-to-v1", "Chrome to v1\neveryone else to v2");
        try {
            Visits visits = ring.visits();
            assertThat(visits.visit("/", CHROME)).isEqualTo(V1);
            assertThat(visits.visit("/", CHROME_IOS)).isEqualTo(V1);
            assertThat(visits.visit("/", EDGE)).isEqualTo(V2);
            assertThat(visits.visit("/", FIREFOX)).isEqualTo(V2);
            assertThat(visits.visit("/", SAFARI)).isEqualTo(V2);
            assertThat(visits.visit("/", CURL)).isEqualTo(V2);
        } finally {
            ring.stopExperiment("chrome-to-v1");
        }
        Await.until(
                "the base routes are back",
                Duration.ofSeconds(30),
                () -> ring.visits().visit("/", EDGE),
                V1::equals);
    }
}
