package org.gridspace.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import net.jini.core.lease.UnknownLeaseException;
import org.gridspace.wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of one session arrive. Each is handled once, however often it comes, and is in its registration's queue, or
 * dropped because that is full, when {@link #arrived} returns: only then it's acknowledged. Nothing here waits. Thread-safe.
 */
final class EventInbox {
    /** Most events that are kept while the reply that says whose they are is on its way. */
    private static final int MOST_EARLY = 10_000;
    /** Most registrations that are kept after the end of their lease as far as it is known here. */
    private static final int MOST_LAPSED = 10_000;

    private final Map<Long, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<Long, Queue<Reply.Event>> early = new HashMap<>();
    private int earlyEvents;
    private int registering;
    private int sweepAtSize = MOST_LAPSED;
    private long lastNumber;
    private @Nullable Exception over;
    /** Written under the monitor. */
    private volatile boolean expected;

    /** Takes the events among replies from the space; answers the number of the last, or 0 if there is none. */
    long arrived(List<Reply> replies) {
        long last = 0;
        for (Reply reply : replies) {
            if (reply instanceof Reply.Event event) {
                arrived(event);
                last = event.number();
            }
        }
        return last;
    }

    private void arrived(Reply.Event event) {
        Subscription target;
        synchronized (this) {
            if (event.number() <= lastNumber) {
                return; // told again on a new connection
            }
            lastNumber = event.number();
            target = subscriptions.get(event.registration());
            if (target == null && registering > 0 && earlyEvents < MOST_EARLY) {
                early.computeIfAbsent(event.registration(), id -> new ArrayDeque<>())
                        .add(event);
                earlyEvents++;
            }
        }
        if (target != null) {
            target.add(event);
        }
    }

    /** The number of the last event that has arrived, 0 if none has: the space need tell only what comes after it. */
    synchronized long lastArrived() {
        return lastNumber;
    }

    /** Whether there is a registration whose events may come at any time. */
    boolean areExpected() {
        return expected;
    }

    /** A registration was asked for: events may come before the answer does. */
    synchronized void registering() {
        registering++;
    }

    /** A registration that was asked for is there, or, if null, won't be. */
    void registered(@Nullable Subscription subscription) {
        Exception ended;
        synchronized (this) {
            registering--;
            if (subscription != null) {
                Queue<Reply.Event> before = early.remove(subscription.id());
                if (before != null) {
                    earlyEvents -= before.size();
                    before.forEach(subscription::add);
                }
                if (over == null) {
                    sweep();
                    subscriptions.put(subscription.id(), subscription);
                    expected = true;
                }
            }
            if (registering == 0) {
                early.clear();
                earlyEvents = 0;
            }
            ended = over;
        }
        if (subscription != null && ended != null) {
            subscription.sessionEnded(ended);
        }
    }

    /** A renewal that this process asked for has this outcome. */
    void renewed(long registration, @Nullable Long end, @Nullable Throwable problem) {
        boolean unknown = problem instanceof UnknownLeaseException;
        Subscription subscription;
        synchronized (this) {
            subscription = unknown ? subscriptions.remove(registration) : subscriptions.get(registration);
            expected = !subscriptions.isEmpty();
        }
        if (subscription != null && (unknown || problem == null)) {
            subscription.leaseEnds(end == null ? System.currentTimeMillis() : end);
        }
    }

    /** The registration is no longer wanted: what is queued isn't delivered. */
    void cancelled(long registration) {
        Subscription subscription;
        synchronized (this) {
            subscription = subscriptions.remove(registration);
            expected = !subscriptions.isEmpty();
        }
        if (subscription != null) {
            subscription.drop();
        }
    }

    /** The session is over, and its registrations with it; what has arrived is still delivered. */
    void end(Exception reason) {
        List<Subscription> ending;
        synchronized (this) {
            over = reason;
            ending = new ArrayList<>(subscriptions.values());
            subscriptions.clear();
            expected = false;
        }
        ending.forEach(subscription -> subscription.sessionEnded(reason));
    }

    /** Whether a lease was renewed by another process is unknown here: of those that seem to be over the newest stay. */
    private void sweep() {
        if (subscriptions.size() < sweepAtSize) {
            return;
        }
        long now = System.currentTimeMillis();
        long lapsed = subscriptions.values().stream()
                .filter(one -> one.hasLapsed(now))
                .count();
        Iterator<Subscription> oldestFirst = subscriptions.values().iterator();
        while (lapsed > MOST_LAPSED / 2 && oldestFirst.hasNext()) {
            if (oldestFirst.next().hasLapsed(now)) {
                oldestFirst.remove();
                lapsed--;
            }
        }
        sweepAtSize = subscriptions.size() + MOST_LAPSED;
    }
}
