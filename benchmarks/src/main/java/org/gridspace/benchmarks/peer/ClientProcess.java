package org.gridspace.benchmarks.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.order.Reply;
import org.gridspace.benchmarks.process.Child;

/** A client process, which does one order at a time. Confined to one thread. */
public final class ClientProcess implements AutoCloseable {
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(8);

    private final Child child;

    ClientProcess(Child child) {
        this.child = child;
    }

    /** Gives it an order; {@link #end} must follow. */
    public void begin(Order order) throws Unavailable {
        try {
            child.send(order.json());
        } catch (IOException e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /** Waits until the order is done. */
    public Map<Figure, Double> end() throws Unavailable, InterruptedException {
        try {
            Reply reply = Reply.parse(child.answer(ANSWERS_WITHIN));
            if (reply.problem() != null) {
                throw new Unavailable(reply.problem());
            }
            return reply.figures();
        } catch (IOException e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /** Gives it an order and waits. */
    public Map<Figure, Double> run(Order order) throws Unavailable, InterruptedException {
        begin(order);
        return end();
    }

    @Override
    public void close() {
        child.close();
    }
}
