package io.meshtrial.experiment.verification.events;

import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Window;
import io.meshtrial.experiment.verification.witness.Answer;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import io.meshtrial.experiment.verification.witness.JsonAnswer;
import io.meshtrial.experiment.verification.witness.Reply;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import io.meshtrial.experiment.verification.witness.WitnessHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads an experiment's results from analytics. */
@Component
public class ResultsClient {

    private interface Reader<T> {
        T read(JsonNode json) throws UnreadableAnswer;
    }

    private final ResultsProperties properties;
    private final String token;
    private final WitnessHttp http;

    ResultsClient(ResultsProperties properties, @Value("${meshtrial.token:}") String platformToken) {
        this.properties = properties;
        this.token = properties.token() == null ? platformToken : properties.token();
        this.http = new WitnessHttp("Analytics", properties.timeout());
    }

    public boolean isConfigured() {
        return properties.url() != null;
    }

    /** Events whose requests began within the window. */
    public Answer<EventCounts> counts(String experiment, Window window) throws InterruptedException {
        return get(experiment + "?from=" + window.from() + "&to=" + window.to(), EventCounts::read);
    }

    Answer<SplitReading> split(String experiment) throws InterruptedException {
        return get(experiment, SplitReading::read);
    }

    private <T> Answer<T> get(String path, Reader<T> reader) throws InterruptedException {
        String root = String.valueOf(properties.url()).replaceAll("/+$", "");
        HttpRequest.Builder request = WitnessHttp.request(URI.create(root + "/api/v1/results/" + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build()).then(reply -> read(reply, reader));
    }

    private static <T> Answer<T> read(Reply reply, Reader<T> reader) {
        if (reply.status() != 200) {
            Reason reason = reply.status() == 401 || reply.status() == 403 ? Reason.REFUSED : Reason.NO_ANSWER;
            return new Unheard<>(reason, "Analytics answered HTTP " + reply.status() + ".");
        }
        try {
            return new Heard<>(reader.read(JsonAnswer.read(reply.body())));
        } catch (UnreadableAnswer unreadable) {
            return new Unheard<>(
                    Reason.UNREADABLE, "Analytics’ answer cannot be read: " + unreadable.getMessage() + ".");
        }
    }
}
