package io.meshtrial.experiment.notification;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told.
 *
 * @param timeout how long a receiver may take
 * @param attempts how often one event is sent at most
 * @param firstPause after the first failure; doubled after each further one
 * @param longestPause what doubling ends at
 */
@ConfigurationProperties("meshtrial.notifications")
record NotificationProperties(
        @DefaultValue List<Webhook> webhooks,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("20") int attempts,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("10m") Duration longestPause) {

    /**
     * @param name unique, kept in the outbox
     * @param secret key of the signature
     */
    record Webhook(String name, URI url, String secret) {
        Webhook {
            if (secret.length() < 16) {
                throw new IllegalArgumentException(
                        "meshtrial.notifications: the secret of " + name + " has less than 16 characters");
            }
        }

        @Override
        public String toString() {
            return "Webhook[name=" + name + ", url=" + url + "]";
        }
    }

    NotificationProperties {
        webhooks = List.copyOf(webhooks);
    }
}
