package io.meshtrial.localmesh.conformance;

import io.meshtrial.localmesh.conformance.RecordedWorkload.Arrival;
import io.meshtrial.routing.conformance.AnswerComparison;
import io.meshtrial.routing.conformance.EvaluatorCheck;
import io.meshtrial.routing.conformance.Possible;
import io.meshtrial.routing.conformance.Prediction;
import io.meshtrial.routing.conformance.RecordedRequest;
import io.meshtrial.routing.conformance.Recording;
import io.meshtrial.routing.conformance.RequestCheck;
import io.meshtrial.routing.conformance.UnreadableRecordingException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Sends recorded requests through the edge. Details must be as recorded; counts must fit the shares that the evaluator
 * names, which must themselves be the recorded ones, by a χ² test.
 */
final class EdgeCheck implements RequestCheck {

    private static final Duration FOR_COPIES = Duration.ofSeconds(5);

    /** An arm that is waited for over 20 times its mean is missed once in 500 million waits (e⁻²⁰). */
    private static final double PATIENCE_IN_TURNS = 20;

    private final RecordedMesh mesh;
    private final int draws;
    private final EvaluatorCheck evaluator = new EvaluatorCheck();

    /** @param draws how often a request with weights is sent, where it was not recorded with more */
    EdgeCheck(RecordedMesh mesh, int draws) {
        this.mesh = mesh;
        this.draws = draws;
    }

    @Override
    public Optional<String> leftOut(Recording recording, RecordedRequest request) {
        return LeftOut.reason(request);
    }

    @Override
    public List<String> differences(Recording recording, RecordedRequest request) throws UnreadableRecordingException {
        List<String> differences = new ArrayList<>(evaluator.differences(recording, request));
        if (!differences.isEmpty()) {
            return differences;
        }
        mesh.publish(recording);
        try {
            return request.has("cookieJar")
                    ? evaluator.differences(recording, new EdgeFlow(mesh, request).recorded())
                    : compared(recording, request);
        } catch (IOException e) {
            return List.of("no answer: " + e.getMessage());
        }
    }

    private List<String> compared(Recording recording, RecordedRequest request)
            throws IOException, UnreadableRecordingException {
        Prediction prediction = evaluator.predict(recording, request);
        int times = request.has("weights") ? Math.max(draws, request.count()) : request.count();
        Observation seen = new Observation();
        for (int i = 0; i < times; i++) {
            seen.add(mesh.send(request.via(), request.facts("")));
        }
        seen.arrived(mesh.arrivals());
        List<String> differences = new ArrayList<>();
        if (recording.isHashed()) {
            // The same request goes to the same endpoint behind a hash; which one is not the edge's to repeat.
            seen.served().keySet().stream()
                    .filter(workload -> prediction.served().getOrDefault(workload, 0.0) <= 0)
                    .forEach(workload -> differences.add("served: " + workload + " must not serve"));
        } else {
            GoodnessOfFit.difference("status", prediction.statuses(), seen.statuses(), times)
                    .ifPresent(differences::add);
            GoodnessOfFit.difference("served", prediction.served(), seen.served(), times)
                    .ifPresent(differences::add);
        }
        if (request.has("mirrored")) {
            differences.addAll(mirrored(request, prediction, seen, times));
        }
        List<Possible> answers = new ArrayList<>(seen.answers());
        answers.addAll(rareArms(request, prediction, seen));
        differences.addAll(AnswerComparison.ofAny(recording, request, answers));
        return differences;
    }

    /** More answers, until the workload has served that served when this was recorded; they count for no share. */
    private List<Possible> rareArms(RecordedRequest request, Prediction prediction, Observation seen)
            throws IOException {
        Observation more = new Observation();
        for (String workload : request.counts("served").keySet()) {
            double share = prediction.served().getOrDefault(workload, 0.0);
            for (double left = share > 0 ? PATIENCE_IN_TURNS / share : 0; left > 0; left--) {
                if (seen.served().containsKey(workload) || more.served().containsKey(workload)) {
                    break;
                }
                more.add(mesh.send(request.via(), request.facts("")));
            }
        }
        more.arrived(mesh.arrivals());
        return more.answers();
    }

    /** Copies to each mirror are drawn by themselves and may arrive after the answer. */
    private List<String> mirrored(RecordedRequest request, Prediction prediction, Observation seen, int times) {
        try {
            Awaitility.await().atMost(FOR_COPIES).until(() -> {
                seen.arrived(mesh.arrivals());
                return misfits(prediction, seen, times).isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            return misfits(prediction, seen, times);
        }
        List<String> differences = new ArrayList<>();
        if (request.has("mirrorAuthority")) {
            String path = request.answer().path("mirrorPath").asText();
            String authority = request.answer().path("mirrorAuthority").asText();
            for (Arrival copy : seen.copies()) {
                if (!copy.request().path().equals(path)
                        || !copy.request().authority().equals(authority)) {
                    differences.add("mirrored: " + copy.request().authority()
                            + copy.request().path());
                }
            }
        }
        return differences.stream().distinct().toList();
    }

    private static List<String> misfits(Prediction prediction, Observation seen, int times) {
        List<String> misfits = new ArrayList<>();
        Map<String, Double> shares = new HashMap<>(prediction.mirrored());
        Map<String, Long> counts = seen.copiesByWorkload();
        counts.keySet().forEach(workload -> shares.putIfAbsent(workload, 0.0));
        shares.forEach((workload, share) -> {
            long count = counts.getOrDefault(workload, 0L);
            Map<String, Long> one = count == 0 ? Map.of() : Map.of(workload, count);
            GoodnessOfFit.difference("mirrored", Map.of(workload, share), one, times)
                    .ifPresent(misfits::add);
        });
        return misfits;
    }
}
