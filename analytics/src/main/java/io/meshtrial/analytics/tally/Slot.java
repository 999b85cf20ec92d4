package io.meshtrial.analytics.tally;

/** Place of a live row in its store: found once, changed often. */
final class Slot<T extends LiveRow> {

    private final CommitStore store;
    private final TallyKey key;
    private final T row;
    private boolean changed;
    private boolean live = true;
    private int commit;

    Slot(CommitStore store, TallyKey key, T row) {
        this.store = store;
        this.key = key;
        this.row = row;
    }

    /** The row, to be changed before the next record. */
    T change() {
        if (!live) {
            throw new IllegalStateException("the row of " + key + " has left its store");
        }
        commit = store.commits();
        if (!changed) {
            changed = true;
            store.changed(this);
        }
        return row;
    }

    /** False once the store keeps the row in another way: then it has to be looked up anew. */
    boolean isLive() {
        return live;
    }

    TallyKey key() {
        return key;
    }

    T row() {
        return row;
    }

    boolean isChanged() {
        return changed;
    }

    /** Commits of the store when it was changed last. */
    int lastCommit() {
        return commit;
    }

    void written() {
        changed = false;
    }

    void leave() {
        live = false;
    }
}
