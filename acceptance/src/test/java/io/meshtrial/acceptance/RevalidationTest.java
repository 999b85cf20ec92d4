package io.meshtrial.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.Visits;
import io.meshtrial.acceptance.ring.WithRing;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An entity tag of v2 works for a browser behind the edge as it does at the service. */
@ExtendWith(WithRing.class)
class RevalidationTest {

    @Test
    void whoHasTheCurrentStateIsAnswered304ThroughTheEdge(Ring ring) throws Exception {
        HttpResponse<String> first = ring.visits().get("/Weather?page=0&size=5", Visits.FIREFOX);
        String tag = first.headers().firstValue("etag").orElseThrow();

        HttpResponse<String> again = ring.visits().get("/Weather?page=0&size=5", Visits.FIREFOX, "If-None-Match", tag);
        HttpResponse<String> outdated =
                ring.visits().get("/Weather?page=0&size=5", Visits.FIREFOX, "If-None-Match", "\"v2-0\"");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("etag")).hasValue(tag);
        assertThat(again.headers().firstValue("x-catalog-version")).hasValue("v2");
        assertThat(outdated.statusCode()).isEqualTo(200);
        assertThat(outdated.body()).isEqualTo(first.body());
    }
}
