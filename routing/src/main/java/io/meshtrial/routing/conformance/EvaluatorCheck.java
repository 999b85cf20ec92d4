package io.meshtrial.routing.conformance;

import io.meshtrial.routing.evaluate.RouteTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the evaluator. */
public final class EvaluatorCheck implements RequestCheck {

    private @Nullable Recording current;
    private final Map<String, RouteTable> tables = new HashMap<>();

    @Override
    public List<String> differences(Recording recording, RecordedRequest request) throws UnreadableRecordingException {
        return request.has("cookieJar")
                ? new CookieFlow(table(recording, request), request).differences()
                : new Comparison(recording, request, predict(recording, request)).differences();
    }

    /** What the evaluator says of a request. */
    public Prediction predict(Recording recording, RecordedRequest request) throws UnreadableRecordingException {
        return Prediction.of(table(recording, request), request.facts(""), request.behaviour());
    }

    private RouteTable table(Recording recording, RecordedRequest request) throws UnreadableRecordingException {
        if (current != recording) {
            tables.clear();
            current = recording;
        }
        RouteTable table = tables.get(request.via());
        if (table == null) {
            table = RouteTable.of(Rig.listener(request.via()), recording.objects());
            tables.put(request.via(), table);
        }
        return table;
    }
}
