package io.meshtrial.statistics.histogram;

/** Bucket edges. */
final class Edges {

    private Edges() {}

    /** Whether the first of them, so many, are finite. */
    static boolean finite(double[] edges, int many) {
        for (int i = 0; i < many; i++) {
            if (!Double.isFinite(edges[i])) {
                return false;
            }
        }
        return true;
    }

    static boolean rising(double[] edges) {
        for (int i = 0; i < edges.length; i++) {
            if (Double.isNaN(edges[i]) || i > 0 && !(edges[i] > edges[i - 1])) {
                return false;
            }
        }
        return true;
    }
}
