package io.meshtrial.statistics.histogram;

/** Bucket edges. */
final class Edges {

    private Edges() {}

    static boolean rising(double[] edges) {
        for (int i = 0; i < edges.length; i++) {
            if (Double.isNaN(edges[i]) || i > 0 && !(edges[i] > edges[i - 1])) {
                return false;
            }
        }
        return true;
    }
}
