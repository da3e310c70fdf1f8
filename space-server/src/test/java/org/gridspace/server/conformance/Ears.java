package org.gridspace.server.conformance;

import java.io.Serializable;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.event.UnknownEventException;
import net.jini.export.Exporter;

/** The listeners of one test, exported over JERI as Jini programs do. */
final class Ears implements AutoCloseable {
    private final List<Exporter> exporters = new CopyOnWriteArrayList<>();

    /** JERI holds exported objects weakly. */
    private final List<Ear> listening = new CopyOnWriteArrayList<>();

    /** What a listener does with an event. */
    @FunctionalInterface
    interface Reaction {
        void to(RemoteEvent event) throws UnknownEventException, RemoteException;
    }

    /** One listener and what it has heard. */
    static final class Ear implements RemoteEventListener {
        private final BlockingQueue<RemoteEvent> heard = new LinkedBlockingQueue<>();
        private final Reaction reaction;
        private RemoteEventListener stub;

        Ear(Reaction reaction) {
            this.reaction = reaction;
        }

        @Override
        public void notify(RemoteEvent event) throws UnknownEventException, RemoteException {
            heard.add(event);
            reaction.to(event);
        }

        /** What to register. */
        RemoteEventListener stub() {
            return stub;
        }

        /** The next event. */
        RemoteEvent next() throws InterruptedException {
            RemoteEvent event = heard.poll(Conformance.PATIENCE, TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("no event came");
            }
            return event;
        }

        List<RemoteEvent> next(int count) throws InterruptedException {
            List<RemoteEvent> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(next());
            }
            return events;
        }

        /** An event that comes within so many milliseconds, or null. */
        RemoteEvent within(long millis) throws InterruptedException {
            return heard.poll(millis, TimeUnit.MILLISECONDS);
        }
    }

    Ear listen() throws Exception {
        return listen(event -> {});
    }

    Ear listen(Reaction reaction) throws Exception {
        Ear ear = new Ear(reaction);
        Exporter exporter = Loopback.exporter();
        ear.stub = (RemoteEventListener) exporter.export(ear);
        exporters.add(exporter);
        listening.add(ear);
        return ear;
    }

    /** A listener that isn't exported itself but turns into an exported one when it is serialized. */
    static final class Replaced implements RemoteEventListener, Serializable {
        private static final long serialVersionUID = 1L;
        private final transient RemoteEventListener stub;
        private final transient List<RemoteEvent> wronglyHeard = new CopyOnWriteArrayList<>();

        Replaced(RemoteEventListener stub) {
            this.stub = stub;
        }

        @Override
        public void notify(RemoteEvent event) {
            wronglyHeard.add(event);
        }

        List<RemoteEvent> wronglyHeard() {
            return wronglyHeard;
        }

        private Object writeReplace() {
            return stub;
        }
    }

    @Override
    public void close() {
        exporters.forEach(exporter -> exporter.unexport(true));
    }
}
