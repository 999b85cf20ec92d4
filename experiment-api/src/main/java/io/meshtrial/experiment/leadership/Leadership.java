package io.meshtrial.experiment.leadership;

/** Whether this replica may act on the mesh at this moment. Everyone may read, store and answer. */
public interface Leadership {

    /** To be asked after everything was read and right before it is written: a replica that was paused finds false. */
    boolean holds();
}
