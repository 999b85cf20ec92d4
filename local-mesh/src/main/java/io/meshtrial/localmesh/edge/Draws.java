package io.meshtrial.localmesh.edge;

import java.util.SplittableRandom;
import java.util.UUID;

/** Every chance the edge takes, from one source. Used from its event loop only. */
final class Draws {

    private static final long VERSION_4 = 0x4000L;
    private static final long IETF_VARIANT = 0x8000000000000000L;

    private final SplittableRandom random;

    Draws(SplittableRandom random) {
        this.random = random;
    }

    /** Uniform in [0, total). */
    long ticket(long total) {
        return random.nextLong(total);
    }

    /** True for that percentage of calls. */
    boolean happens(double percentage) {
        return random.nextDouble() * 100 < percentage;
    }

    int index(int size) {
        return random.nextInt(size);
    }

    /** A random UUID (version 4), as Envoy makes request ids. */
    String requestId() {
        long high = random.nextLong() & ~0xF000L | VERSION_4;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | IETF_VARIANT;
        return new UUID(high, low).toString();
    }
}
