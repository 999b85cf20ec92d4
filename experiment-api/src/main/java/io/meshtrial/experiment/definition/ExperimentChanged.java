package io.meshtrial.experiment.definition;

/**
 * Something about an experiment is new; sent after it is stored.
 *
 * @param elsewhere whether another replica stored it
 */
public record ExperimentChanged(String experiment, boolean elsewhere) {

    public static ExperimentChanged here(String experiment) {
        return new ExperimentChanged(experiment, false);
    }
}
