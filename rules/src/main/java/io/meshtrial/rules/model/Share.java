package io.meshtrial.rules.model;

/** A share of traffic, exact to 0.01 %: {@code parts} of 10 000. */
public record Share(int parts) implements Comparable<Share> {

    public static final int WHOLE = 10_000;

    public Share {
        if (parts < 0 || parts > WHOLE) {
            throw new IllegalArgumentException("a share lies between 0 and 10000 parts, not " + parts);
        }
    }

    public static Share whole() {
        return new Share(WHOLE);
    }

    public boolean isWhole() {
        return parts == WHOLE;
    }

    @Override
    public int compareTo(Share other) {
        return Integer.compare(parts, other.parts);
    }
}
