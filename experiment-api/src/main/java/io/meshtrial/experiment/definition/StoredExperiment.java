package io.meshtrial.experiment.definition;

/** An experiment with its newest revision and what has been seen of it. */
public record StoredExperiment(Experiment experiment, Revision revision, ExperimentStatus status) {

    public String id() {
        return experiment.id();
    }

    public ExperimentSpec spec() {
        return experiment.spec();
    }

    public ExperimentState state() {
        return experiment.state();
    }

    /** Ended, and neither known to be out of the mesh nor given up. */
    public boolean isBeingRemoved() {
        PublicationStatus last = status.publication();
        boolean givenUp = last != null
                && last.revision() == experiment.revision()
                && last.state() == PublicationStatus.State.FAILED;
        return experiment.state().ended() != null
                && !experiment.state().routed()
                && status.observedRevision() != experiment.revision()
                && !givenUp;
    }
}
