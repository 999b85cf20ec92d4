package io.meshtrial.localmesh.visitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
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

    @Test
    void the_same_seed_gives_the_same_visits_and_another_seed_others() {
        assertThat(visits(7)).isEqualTo(visits(7)).isNotEqualTo(visits(8));
    }

    @Test
    void most_visits_are_by_visitors_seen_before() {
        VisitPlan plan = new VisitPlan(1);
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

    @Test
    void every_program_comes_about_as_often_as_its_share() {
        VisitPlan plan = new VisitPlan(1);
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
        VisitPlan plan = new VisitPlan(seed);
        return IntStream.range(0, 5_000)
                .mapToObj(i -> plan.next())
                .map(visit -> visit.visitor().client().name() + "|" + visit.target())
                .toList();
    }
}
