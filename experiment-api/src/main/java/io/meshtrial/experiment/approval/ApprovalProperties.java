package io.meshtrial.experiment.approval;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where traffic changes need a second person.
 *
 * @param namespaces in these, or {@code *} for all, a start, a promotion and new rules of a running experiment are
 *     applied only after somebody else has approved their plan; a rollback, a pause and a stop never wait
 * @param validFor how long an approval can be used
 */
@ConfigurationProperties("meshtrial.approvals")
record ApprovalProperties(
        @DefaultValue List<String> namespaces,
        @DefaultValue("24h") Duration validFor) {

    boolean neededIn(String namespace) {
        return namespaces.contains("*") || namespaces.contains(namespace);
    }
}
