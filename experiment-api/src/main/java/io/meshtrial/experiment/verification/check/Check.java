package io.meshtrial.experiment.verification.check;

/** One witness's look at one experiment. */
public interface Check {

    Row row();

    /**
     * Looks once, in bounded time. What a witness does wrong is an outcome, never an exception.
     *
     * @throws InterruptedException when the look took too long and is given up
     */
    Outcome check(Subject subject) throws InterruptedException;
}
