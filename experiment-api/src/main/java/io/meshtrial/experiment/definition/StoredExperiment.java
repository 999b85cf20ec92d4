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
}
