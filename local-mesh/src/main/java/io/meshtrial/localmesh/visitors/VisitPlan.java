package io.meshtrial.localmesh.visitors;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Who asks for what next. Visitors come, ask a few things with pauses for thought, go, and mostly come back later; so
 * some are new and most are not. The order depends on the seed alone, never on how fast it is run or what is answered.
 */
final class VisitPlan {

    /** One request to make. */
    record Visit(Visitor visitor, String target) {}

    private record Due(double time, long order, Visitor visitor, int left) {}

    private static final int POPULATION = 400;
    private static final double NEW_VISITOR = 0.25;
    private static final double MEAN_THINKING = 8;
    private static final double MEAN_ABSENCE = 120;
    private static final int MOST_REQUESTS = 9;

    private final SplittableRandom random;
    private final PriorityQueue<Due> due = new PriorityQueue<>((one, other) -> one.time() == other.time()
            ? Long.compare(one.order(), other.order())
            : Double.compare(one.time(), other.time()));
    private long order;

    VisitPlan(long seed) {
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < POPULATION; i++) {
            plan(random.nextDouble() * MEAN_ABSENCE, newVisitor(), requests());
        }
    }

    Visit next() {
        Due now = due.remove();
        if (now.left() > 1) {
            plan(now.time() + pause(MEAN_THINKING), now.visitor(), now.left() - 1);
        } else {
            boolean replaced = random.nextDouble() < NEW_VISITOR;
            plan(now.time() + pause(MEAN_ABSENCE), replaced ? newVisitor() : now.visitor(), requests());
        }
        return new Visit(now.visitor(), Searches.next(random));
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

    /** Exponential. */
    private double pause(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }
}
