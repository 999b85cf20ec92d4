package io.meshtrial.localmesh.visitors;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Who asks for what next. Visitors come, ask a few things with pauses for thought, go, and mostly come back later; so
 * some are new and most are not. There are as many as make the wanted rate with human pauses. The order depends on the seed
 * and the rates alone, never on how fast it is run or what is answered.
 */
final class VisitPlan {

    /**
     * One request to make.
     *
     * @param time when, in seconds since the plan began
     */
    record Visit(Visitor visitor, String target, double time) {}

    private record Due(double time, long order, Visitor visitor, int left) {}

    private static final double NEW_VISITOR = 0.25;
    private static final double MEAN_THINKING = 8;
    private static final double MEAN_ABSENCE = 120;
    private static final int MOST_REQUESTS = 9;
    private static final double MEAN_REQUESTS = (1 + MOST_REQUESTS) / 2.0;
    /** What one visitor makes of requests in a second, thinking and absence included. */
    private static final double REQUESTS_PER_SECOND =
            MEAN_REQUESTS / ((MEAN_REQUESTS - 1) * MEAN_THINKING + MEAN_ABSENCE);

    private final SplittableRandom random;
    private final PriorityQueue<Due> due = new PriorityQueue<>((one, other) -> one.time() == other.time()
            ? Long.compare(one.order(), other.order())
            : Double.compare(one.time(), other.time()));
    private long order;
    private double now;
    private int population;

    /** @param rate requests per second */
    VisitPlan(long seed, int rate) {
        this.random = new SplittableRandom(seed);
        populate(rate);
    }

    /** New visitors come at once where the rate rises; where it falls, some leave after their visit and are not replaced. */
    final void populate(int rate) {
        population = (int) Math.round(rate / REQUESTS_PER_SECOND);
        while (due.size() < population) {
            plan(now + random.nextDouble() * MEAN_ABSENCE, newVisitor(), requests());
        }
    }

    Visit next() {
        Due next = due.remove();
        now = next.time();
        if (next.left() > 1) {
            plan(now + pause(MEAN_THINKING), next.visitor(), next.left() - 1);
        } else if (due.size() < population) {
            boolean replaced = random.nextDouble() < NEW_VISITOR;
            plan(now + pause(MEAN_ABSENCE), replaced ? newVisitor() : next.visitor(), requests());
        }
        return new Visit(next.visitor(), Searches.next(random), now);
    }

    private void plan(double time, Visitor visitor, int requests) {
        due.add(new Due(time, order++, visitor, requests));
    }

    private Visitor newVisitor() {
        return new Visitor(Client.at(random.nextInt(Client.PARTS)));
    }

    private int requests() {
        return 1 + random.nextInt(MOST_REQUESTS);
    }

    /** Seconds, exponential. */
    private double pause(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }
}
