package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.witness.Answer;
import io.meshtrial.experiment.verification.witness.Reply;
import io.meshtrial.experiment.verification.witness.WitnessHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets requests in by the configured strategy; a session that has ended is begun again once. */
final class KialiSession {

    private final WitnessHttp http;
    private final KialiProperties properties;
    private final String root;
    private volatile @Nullable String cookie;

    KialiSession(WitnessHttp http, KialiProperties properties, String root) {
        this.http = http;
        this.properties = properties;
        this.root = root;
    }

    Answer<Reply> get(String path) throws InterruptedException {
        Answer<Reply> answer = send(path);
        if (properties.strategy() != KialiProperties.Strategy.TOKEN || !isUnauthorised(answer)) {
            return answer;
        }
        return switch (logIn()) {
            case Answer.Heard<String> begun -> send(path);
            case Answer.Unheard<String>(Reason reason, String words) -> new Answer.Unheard<>(reason, words);
        };
    }

    private Answer<Reply> send(String path) throws InterruptedException {
        HttpRequest.Builder request = WitnessHttp.request(URI.create(root + path));
        String session = cookie;
        switch (properties.strategy()) {
            case ANONYMOUS -> {}
            case HEADER -> request.header("Authorization", "Bearer " + properties.token());
            case TOKEN -> {
                if (session != null) {
                    request.header("Cookie", session);
                }
            }
        }
        return http.send(request.build());
    }

    private synchronized Answer<String> logIn() throws InterruptedException {
        String form = "token=" + URLEncoder.encode(String.valueOf(properties.token()), StandardCharsets.UTF_8);
        HttpRequest request = WitnessHttp.request(URI.create(root + "/api/authenticate"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        Answer<Reply> answer = http.send(request);
        return answer.then(reply -> {
            String session = reply.cookies().stream()
                    .map(value -> value.split(";", 2)[0])
                    .collect(Collectors.joining("; "));
            if (reply.status() != 200 || session.isEmpty()) {
                return new Answer.Unheard<>(
                        Reason.REFUSED, "Kiali does not take the token (HTTP " + reply.status() + ").");
            }
            cookie = session;
            return new Answer.Heard<>(session);
        });
    }

    private static boolean isUnauthorised(Answer<Reply> answer) {
        return answer instanceof Answer.Heard<Reply>(Reply reply) && reply.status() == 401;
    }
}
