package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.witness.Answer;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import io.meshtrial.experiment.verification.witness.JsonAnswer;
import io.meshtrial.experiment.verification.witness.Reply;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import io.meshtrial.experiment.verification.witness.WitnessHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Kiali over HTTP. Paths and shapes are told from the answers, not from its version, which may be {@code unknown}; only
 * parameters that Kiali knows are sent, since newer ones refuse others.
 */
@Component
class HttpKiali implements Kiali {

    private interface Reader<T> {
        T read(JsonNode json) throws UnreadableAnswer;
    }

    private final KialiProperties properties;
    private final KialiSession session;
    private volatile boolean oldPaths;

    HttpKiali(KialiProperties properties) {
        this.properties = properties;
        this.session =
                new KialiSession(new WitnessHttp("Kiali", properties.timeout()), properties, root(properties.url()));
    }

    private static String root(@org.jspecify.annotations.Nullable URI url) {
        return url == null ? "" : url.toString().replaceAll("/+$", "");
    }

    @Override
    public boolean isConfigured() {
        return properties.url() != null;
    }

    @Override
    public Answer<Optional<KialiObject>> object(String kind, String namespace, String name)
            throws InterruptedException {
        boolean old = oldPaths;
        Answer<Reply> answer = session.get(path(old, kind, namespace, name));
        if (isUnknownPath(answer)) {
            // Kiali was upgraded, or taken back, since it was asked last.
            Answer<Reply> other = session.get(path(!old, kind, namespace, name));
            if (other instanceof Heard<Reply>(Reply reply) && reply.isJson()) {
                oldPaths = !old;
                answer = other;
            }
        }
        return answer.then(reply -> reply.status() == 404 && reply.isJson()
                ? new Heard<>(Optional.empty())
                : read(reply, json -> Optional.of(KialiObject.read(json, namespace, name))));
    }

    @Override
    public Answer<KialiGraph> graph(List<String> namespaces, Duration window) throws InterruptedException {
        String path = "/api/namespaces/graph?namespaces="
                + String.join(",", namespaces.stream().map(HttpKiali::encoded).toList())
                + "&graphType=versionedApp&injectServiceNodes=true&refreshInterval=0&duration=" + window.toSeconds()
                + "s&appenders=";
        return session.get(path).then(reply -> read(reply, json -> KialiGraph.read(json, window.toSeconds())));
    }

    @Override
    public Answer<KialiStatus> status() throws InterruptedException {
        return session.get("/api/status").then(reply -> read(reply, KialiStatus::read));
    }

    /** @param old before 2.0 the path had the plural of the kind */
    private String path(boolean old, String kind, String namespace, String name) {
        String type = old ? kind.toLowerCase(Locale.ROOT) + "s" : "networking.istio.io/v1/" + encoded(kind);
        return "/api/namespaces/" + encoded(namespace) + "/istio/" + type + "/" + encoded(name) + "?validate=true"
                + cluster();
    }

    /** A server that does not know a path, or knows it for other methods only, says so in plain text. */
    private static boolean isUnknownPath(Answer<Reply> answer) {
        return answer instanceof Heard<Reply>(Reply reply)
                && (reply.status() == 404 || reply.status() == 405)
                && !reply.isJson();
    }

    private String cluster() {
        return properties.cluster() == null ? "" : "&clusterName=" + encoded(properties.cluster());
    }

    private static <T> Answer<T> read(Reply reply, Reader<T> reader) {
        if (reply.status() == 401) {
            return new Unheard<>(
                    Reason.REFUSED, "Kiali refuses: " + reply.words() + ". Set meshtrial.kiali.strategy and token.");
        }
        if (reply.status() == 403) {
            // Also what a graph is answered with when one of its namespaces does not exist.
            return new Unheard<>(
                    Reason.REFUSED,
                    "Kiali refuses: " + reply.words() + ". It does not know a namespace, or may not show it: see"
                            + " meshtrial.kiali.gateway-namespaces and token.");
        }
        if (reply.status() != 200) {
            boolean unknownPath = reply.status() == 404 && !reply.isJson();
            return new Unheard<>(
                    Reason.NO_ANSWER,
                    "Kiali answered " + reply.words() + "."
                            + (unknownPath ? " Does meshtrial.kiali.url end with its web root, such as /kiali?" : ""));
        }
        try {
            return new Heard<>(reader.read(JsonAnswer.read(reply.body())));
        } catch (UnreadableAnswer unreadable) {
            return new Unheard<>(Reason.UNREADABLE, "Kiali’s answer cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
