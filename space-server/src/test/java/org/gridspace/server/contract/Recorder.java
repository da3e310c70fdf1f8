package org.gridspace.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.RemoteEventListener;

/** A listener that isn't exported, can't be serialized and keeps what it hears. */
final class Recorder implements RemoteEventListener {
    private final BlockingQueue<RemoteEvent> events = new LinkedBlockingQueue<>();

    @Override
    public void notify(RemoteEvent event) {
        events.add(event);
    }

    /** The next event. */
    RemoteEvent next() throws InterruptedException {
        RemoteEvent event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    /** So many next events. */
    List<RemoteEvent> next(int count) throws InterruptedException {
        var some = new ArrayList<RemoteEvent>();
        for (int i = 0; i < count; i++) {
            some.add(next());
        }
        return some;
    }

    boolean isQuiet() {
        return events.isEmpty();
    }
}
