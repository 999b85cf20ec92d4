package io.meshtrial.localmesh.visitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitPlanTest {

    private static final int VISITS = 50_000;
    private static final int RATE = 50;

    @Test
    void the_same_seed_gives_the_same_visits_and_another_seed_others() {
        assertThat(visits(7)).isEqualTo(visits(7)).isNotEqualTo(visits(8));
    }

    @Test
    void most_visits_are_by_visitors_seen_before() {
        VisitPlan plan = new VisitPlan(1, RATE);
        Set<Visitor> known = new HashSet<>();
        int repeated = 0;
        for (int i = 0; i < VISITS; i++) {
            if (!known.add(plan.next().visitor())) {
                repeated++;
            }
        }
        assertThat(repeated).isGreaterThan(VISITS * 8 / 10);
        assertThat(known).hasSizeGreaterThan(VISITS / 40);
    }

    /** The generator sends at the rate that it is told: the plan's own time has to pass as fast as the clock. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 1_000})
    void there_are_as_many_visitors_as_make_the_rate_with_human_pauses(int rate) {
        VisitPlan plan = new VisitPlan(1, rate);
        assertThat(perSecond(plan, 200 * rate, 400 * rate)).isBetween(rate * 0.85, rate * 1.15);
    }

    @Test
    void a_changed_rate_changes_their_number() {
        VisitPlan plan = new VisitPlan(1, 50);
        perSecond(plan, 0, 20_000);
        plan.populate(200);
        assertThat(perSecond(plan, 40_000, 40_000)).isBetween(170.0, 230.0);
        plan.populate(20);
        assertThat(perSecond(plan, 60_000, 10_000)).isBetween(17.0, 23.0);
    }

    @Test
    void between_two_requests_of_a_visit_a_visitor_thinks_for_some_seconds() {
        VisitPlan plan = new VisitPlan(1, RATE);
        Map<Visitor, Double> last = new HashMap<>();
        List<Double> pauses = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            VisitPlan.Visit visit = plan.next();
            Double before = last.put(visit.visitor(), visit.time());
            if (before != null) {
                pauses.add(visit.time() - before);
            }
        }
        pauses.sort(Double::compare);
        // Four pauses for thought of 8 s in the mean to one absence of 120 s.
        assertThat(pauses.get(pauses.size() / 2)).isBetween(5.0, 10.0);
        assertThat(pauses.get(pauses.size() * 95 / 100)).isBetween(100.0, 250.0);
    }

    /** Requests per second of the plan's time, without the first ones. */
    private static double perSecond(VisitPlan plan, int skipped, int counted) {
        double from = 0;
        for (int i = 0; i < skipped; i++) {
            from = plan.next().time();
        }
        double until = from;
        for (int i = 0; i < counted; i++) {
            until = plan.next().time();
        }
        return counted / (until - from);
    }

    @Test
    void every_program_comes_about_as_often_as_its_share() {
        VisitPlan plan = new VisitPlan(1, RATE);
        Map<Client, Integer> seen = new HashMap<>();
        for (int i = 0; i < VISITS; i++) {
            seen.merge(plan.next().visitor().client(), 1, Integer::sum);
        }
        assertThat(Client.PARTS).isEqualTo(1_000);
        for (Client client : Client.ALL) {
            double share = seen.getOrDefault(client, 0) / (double) VISITS;
            double expected = client.parts() / 1_000.0;
            assertThat(share).as(client.name()).isBetween(expected * 0.6, expected * 1.5);
        }
    }

    @Test
    void some_searches_are_lower_case_some_find_nothing_and_all_are_valid_targets() {
        List<String> targets = visits(3).stream()
                .map(visit -> visit.substring(visit.indexOf('|') + 1))
                .toList();
        assertThat(targets).contains("/", "/weather", "/Weather", "/teleport", "/na%C3%AFve%20caf%C3%A9");
        assertThat(targets)
                .allMatch(target ->
                        URI.create("http://127.0.0.1:1" + target).getPath().startsWith("/"));
    }

    @Test
    void browsers_keep_cookies_and_tools_do_not() {
        URI address = URI.create("http://127.0.0.1:7702/weather");
        String cookie = "mt-search=v2.r1.o0.0b5f; Path=/; Max-Age=86400; SameSite=Lax; HttpOnly";
        for (Client client : Client.ALL) {
            Visitor visitor = new Visitor(client);
            visitor.keep(address, List.of(cookie));
            assertThat(visitor.cookies(URI.create("http://127.0.0.1:7702/other")))
                    .isEqualTo(client.keepsCookies() ? "mt-search=v2.r1.o0.0b5f" : "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org:80", "http://10.0.0.1:80", "http://127.0.0.1.example.org:80",
                        "https://127.0.0.1:80",
                "http://127.0.0.1", "http://localhost:80", "http://127.0.0.1@example.org:80", "http://0.0.0.0:80",
                "http://128.0.0.1:80", "nonsense", "http://[::1]:80"
            })
    void nothing_but_loopback_is_a_target(String target) {
        assertThatThrownBy(() -> LoopbackTarget.parse(target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("on this machine");
    }

    private static List<String> visits(long seed) {
        VisitPlan plan = new VisitPlan(seed, RATE);
        return IntStream.range(0, 5_000)
                .mapToObj(i -> plan.next())
                .map(visit -> visit.visitor().client().name() + "|" + visit.target())
                .toList();
    }
}
