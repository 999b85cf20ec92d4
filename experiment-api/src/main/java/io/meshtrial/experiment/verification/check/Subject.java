package io.meshtrial.experiment.verification.check;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.PublicationPoint.Point;
import io.meshtrial.experiment.definition.PublicationStatus;
import io.meshtrial.experiment.definition.StoredExperiment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The experiment that is looked at.
 *
 * @param now when the look began
 */
public record Subject(StoredExperiment stored, Instant now) {

    public String id() {
        return stored.id();
    }

    public ExperimentSpec spec() {
        return stored.spec();
    }

    public int revision() {
        return stored.experiment().revision();
    }

    /** Since when the mesh has served the newest revision; empty while it may still serve an older one. */
    public Optional<Instant> effectiveSince() {
        PublicationStatus publication = stored.status().publication();
        if (publication == null
                || publication.revision() != revision()
                || publication.state() != PublicationStatus.State.SUCCEEDED) {
            return Optional.empty();
        }
        return publication.points().stream()
                .filter(point -> point.point() == Point.ROUTES_CONFIRMED || point.point() == Point.RECORDED)
                .map(point -> point.at())
                .min(Instant::compareTo);
    }

    /** How long the mesh has served the newest revision; zero while it may still serve an older one. */
    public Duration age() {
        return effectiveSince()
                .map(since -> Duration.between(since, now))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }
}
