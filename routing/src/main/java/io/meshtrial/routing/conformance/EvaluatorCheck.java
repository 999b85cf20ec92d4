package io.meshtrial.routing.conformance;

import io.meshtrial.routing.evaluate.RouteTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the evaluator. */
final class EvaluatorCheck implements RequestCheck {

    private @Nullable Recording current;
    private final Map<String, RouteTable> tables = new HashMap<>();

    @Override
    public List<String> differences(Recording recording, RecordedRequest request) throws UnreadableRecordingException {
        if (current != recording) {
            tables.clear();
            current = recording;
        }
        RouteTable table = tables.get(request.via());
        if (table == null) {
            table = RouteTable.of(Rig.listener(request.via()), recording.objects());
            tables.put(request.via(), table);
        }
        if (request.has("cookieJar")) {
            return new CookieFlow(table, request).differences();
        }
        Prediction prediction = Prediction.of(table, request.facts(""), request.behaviour());
        return new Comparison(recording, request, prediction).differences();
    }
}
