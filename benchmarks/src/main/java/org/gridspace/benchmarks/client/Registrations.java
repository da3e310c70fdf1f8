package org.gridspace.benchmarks.client;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jini.core.event.EventRegistration;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/** {@code count} registrations for events, each for another key, until the process ends. */
final class Registrations implements Work {
    private final List<EventRegistration> registered = new ArrayList<>();

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        JavaSpace05 space = to.space();
        for (long i = 0; i < order.get("count"); i++) {
            registered.add(space.notify(Parcel.template("announced-", i), null, new Deaf(), Lease.FOREVER, null));
        }
        return Map.of();
    }

    /** Nobody writes what it listens for. */
    private static final class Deaf implements RemoteEventListener, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public void notify(RemoteEvent event) {
            throw new IllegalStateException("an event that nothing caused");
        }
    }
}
