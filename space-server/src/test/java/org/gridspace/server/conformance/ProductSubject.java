package org.gridspace.server.conformance;

import java.time.Duration;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.lookup.ServiceTemplate;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.lookup.entry.Name;
import net.jini.space.JavaSpace05;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.server.host.SpaceHost;
import org.gridspace.server.host.SpaceHostConfig;
import org.gridspace.tracker.TrackerConfig;
import org.gridspace.tracker.TrackerServer;

/** This project's tracker and two of its spaces, found as any Jini program finds them. */
final class ProductSubject implements Subject {
    private final TrackerServer tracker;
    private final SpaceHost one;
    private final SpaceHost other;
    private final JavaSpace05 space;
    private final JavaSpace05 otherSpace;
    private final TransactionManager manager;

    private ProductSubject(TrackerServer tracker, SpaceHost one, SpaceHost other) throws Exception {
        this.tracker = tracker;
        this.one = one;
        this.other = other;
        space = find(JavaSpace05.class, "one");
        otherSpace = find(JavaSpace05.class, "other");
        manager = find(TransactionManager.class, "one");
    }

    static ProductSubject start() throws Exception {
        TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback());
        return new ProductSubject(tracker, host(tracker, "one"), host(tracker, "other"));
    }

    private static SpaceHost host(TrackerServer tracker, String name) throws Exception {
        SpaceHost host = SpaceHost.start(new SpaceHostConfig(name, GridNetwork.loopback(tracker.address()), 0, 0));
        if (!host.awaitRegistered(Duration.ofSeconds(20))) {
            throw new AssertionError(name + " isn't registered");
        }
        return host;
    }

    private <T> T find(Class<T> type, String name) throws Exception {
        var template = new ServiceTemplate(null, new Class<?>[] {type}, new Entry[] {new Name(name)});
        Object found =
                new LookupLocator("jini://" + tracker.address()).getRegistrar().lookup(template);
        if (found == null) {
            throw new AssertionError("no " + type.getSimpleName() + " " + name);
        }
        return type.cast(found);
    }

    @Override
    public JavaSpace05 space() {
        return space;
    }

    @Override
    public JavaSpace05 otherSpace() {
        return otherSpace;
    }

    @Override
    public TransactionManager manager() {
        return manager;
    }

    @Override
    public void close() {
        one.close();
        other.close();
        tracker.close();
    }
}
