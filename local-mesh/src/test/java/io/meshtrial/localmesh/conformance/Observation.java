package io.meshtrial.localmesh.conformance;

import io.meshtrial.localmesh.conformance.RecordedWorkload.Arrival;
import io.meshtrial.routing.conformance.Possible;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What clients and workloads saw of one request, sent several times one after the other. */
final class Observation {

    private final List<WireClient.Answer> answers = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();

    void add(WireClient.Answer answer) {
        answers.add(answer);
    }

    /** Copies for mirrors may arrive after the answer. */
    void arrived(List<Arrival> more) {
        arrivals.addAll(more);
    }

    Map<String, Long> statuses() {
        Map<String, Long> counts = new HashMap<>();
        answers.forEach(answer -> counts.merge(Integer.toString(answer.status()), 1L, Long::sum));
        return counts;
    }

    Map<String, Long> served() {
        Map<String, Long> counts = new HashMap<>();
        answers.stream()
                .map(answer -> answer.header(RecordedWorkload.SERVED))
                .filter(mark -> !mark.isEmpty())
                .forEach(mark -> counts.merge(mark.substring(0, mark.indexOf('/')), 1L, Long::sum));
        return counts;
    }

    /** Arrivals that no client got an answer to. */
    List<Arrival> copies() {
        List<String> answered = answers.stream()
                .map(answer -> answer.header(RecordedWorkload.SERVED))
                .toList();
        return arrivals.stream()
                .filter(arrival -> !answered.contains(arrival.mark()))
                .toList();
    }

    Map<String, Long> copiesByWorkload() {
        Map<String, Long> counts = new HashMap<>();
        copies().forEach(copy -> counts.merge(copy.workload(), 1L, Long::sum));
        return counts;
    }

    /** Each answer in detail; attempts are right where the request was sent once and nothing mirrors it. */
    List<Possible> answers() {
        Map<String, Arrival> byMark = new HashMap<>();
        arrivals.forEach(arrival -> byMark.put(arrival.mark(), arrival));
        return answers.stream().map(answer -> detailed(answer, byMark)).toList();
    }

    private Possible detailed(WireClient.Answer answer, Map<String, Arrival> byMark) {
        Arrival arrival = byMark.get(answer.header(RecordedWorkload.SERVED));
        return new Possible(
                1.0 / answers.size(),
                "",
                answer.status(),
                arrival == null ? List.of() : List.of(arrival.workload()),
                arrival == null ? null : arrival.request(),
                answer.headers(),
                arrival == null ? answer.body() : null,
                arrivals.size());
    }
}
