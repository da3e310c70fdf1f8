package org.gridspace.discovery;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jini.core.lookup.ServiceID;
import net.jini.core.lookup.ServiceRegistrar;
import net.jini.discovery.DiscoveryEvent;
import net.jini.discovery.DiscoveryListener;
import net.jini.discovery.DiscoveryManagement;
import org.jspecify.annotations.Nullable;

/**
 * Finds a network's trackers, goes on looking for those that don't answer, and notices within seconds when one dies or
 * has been replaced. Thread-safe; three daemon threads at most, plus two for multicast.
 *
 * <p><b>Why not River's own.</b> {@code LookupLocatorDiscovery} waits 15 s after a lookup service was lost and then doubles
 * its pauses up to a quarter of an hour, and it learns of a loss only from whoever happens to call the dead service:
 * members would be missing from a restarted tracker for minutes. {@code LookupDiscovery} opens TCP and UDP ports on every
 * address of the machine whatever its configuration says. So each tracker is simply asked again, every 5 s while it
 * answers and every 2 s while it doesn't, by Jini's own unicast protocol with bounds on every wait. That costs
 * little (docs/decisions/006 has figures). An answer with another proxy means another process: the old one is reported as
 * discarded and the new one as discovered, which makes {@code JoinManager} register again.
 *
 * <p>Locks: the state is guarded by this object; listeners are called by one thread without a lock.
 */
final class TrackerSearch implements DiscoveryManagement, AutoCloseable {
    private static final Logger LOG = System.getLogger(TrackerSearch.class.getName());
    private static final long CHECK_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 2_000;
    private static final long WARN_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final long HEARD_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long FIRST_ASK_MILLIS = 500;
    private static final long LAST_ASK_MILLIS = 32_000;

    /** The first few requests are sent even if some tracker is known: others of the groups are wanted too. */
    private static final long ASK_ANYWAY_MILLIS = 4_000;

    /** A bound on what a flood of announcements can make of this. */
    private static final int MAX_CANDIDATES = 256;

    private final Map<TrackerAddress, Candidate> candidates = new LinkedHashMap<>();
    private final Map<ServiceID, UnicastDiscovery.Answer> found = new LinkedHashMap<>();
    private final List<DiscoveryListener> listeners = new ArrayList<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(2, threads("gridspace-trackers"));
    private final ScheduledThreadPoolExecutor events =
            new ScheduledThreadPoolExecutor(1, threads("gridspace-tracker-events"));
    private GridNetwork network;

    /** The groups whose trackers are searched by multicast; null: all. */
    private @Nullable Set<String> groups;

    private @Nullable MulticastSearch multicast;
    private boolean closed;

    /** One address that a tracker is expected at. Guarded by the search. */
    private static final class Candidate {
        final TrackerAddress address;
        boolean given;
        long heardNanos;
        long silentSinceNanos;
        boolean silent;
        boolean warned;
        UnicastDiscovery.@Nullable Answer answer;

        Candidate(TrackerAddress address, boolean given) {
            this.address = address;
            this.given = given;
        }
    }

    /** Begins to search. */
    TrackerSearch(GridNetwork network) {
        RiverLogging.quiet();
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        for (TrackerAddress address : network.trackers()) {
            candidates.put(address, new Candidate(address, true));
        }
        this.network = network;
        for (Candidate candidate : List.copyOf(candidates.values())) {
            schedule(candidate, 0);
        }
        setGroups(network.trackers().isEmpty() ? Set.copyOf(network.groups()) : Set.of());
    }

    /** The trackers that were named. */
    synchronized List<TrackerAddress> given() {
        return network.trackers();
    }

    /**
     * Names others from now on. Those that are neither named nor of a wanted group any more are discarded.
     *
     * @throws AddressRefused if one of them may not be used; nothing has changed then
     */
    synchronized void setGiven(List<TrackerAddress> trackers) {
        network = new GridNetwork(trackers, network.groups(), network.host(), network.insecureNetwork());
        candidates.values().forEach(candidate -> candidate.given = false);
        for (TrackerAddress address : trackers) {
            Candidate known = candidates.get(address);
            if (known == null) {
                known = new Candidate(address, true);
                candidates.put(address, known);
                schedule(known, 0);
            }
            known.given = true;
        }
        dropUnwanted();
    }

    /** The groups that are searched by multicast; null: all; none: no multicast. */
    synchronized @Nullable Set<String> groups() {
        return groups;
    }

    /** Searches other groups from now on; null: all; none: no multicast. */
    void setGroups(@Nullable Set<String> wanted) {
        MulticastSearch before;
        synchronized (this) {
            before = multicast;
            groups = wanted == null ? null : Set.copyOf(wanted);
            multicast = closed || (wanted != null && wanted.isEmpty()) ? null : openMulticast();
            dropUnwanted();
            MulticastSearch search = multicast;
            if (search != null) {
                timer.execute(() -> ask(search, FIRST_ASK_MILLIS));
            }
        }
        if (before != null) {
            before.close();
        }
    }

    private void dropUnwanted() {
        candidates.values().removeIf(candidate -> !isWanted(candidate));
        publish();
    }

    private boolean isWanted(Candidate candidate) {
        assert Thread.holdsLock(this);
        if (candidate.given) {
            return true;
        }
        Set<String> wanted = groups;
        return candidate.answer != null
                && (wanted == null || Arrays.stream(candidate.answer.groups()).anyMatch(wanted::contains));
    }

    static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private @Nullable MulticastSearch openMulticast() {
        try {
            return new MulticastSearch(network, groups, this::heard);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "No multicast on {0}: name a tracker ({1})", network.host(), e.getMessage());
            return null;
        }
    }

    private void ask(MulticastSearch search, long pauseMillis) {
        boolean needed;
        synchronized (this) {
            if (closed || search != multicast) {
                return;
            }
            needed = found.isEmpty() || pauseMillis <= ASK_ANYWAY_MILLIS;
        }
        if (needed) {
            search.ask();
        }
        long next = Math.min(pauseMillis * 2, LAST_ASK_MILLIS);
        if (pauseMillis == LAST_ASK_MILLIS / 2 && needed) {
            LOG.log(Level.WARNING, "No tracker has answered by multicast yet; still listening");
        }
        timer.schedule(() -> ask(search, next), pauseMillis, TimeUnit.MILLISECONDS);
    }

    private synchronized void heard(TrackerAddress address) {
        if (closed) {
            return;
        }
        Candidate known = candidates.get(address);
        if (known == null) {
            if (candidates.size() >= MAX_CANDIDATES) {
                return;
            }
            known = new Candidate(address, false);
            candidates.put(address, known);
            schedule(known, 0);
        }
        known.heardNanos = System.nanoTime();
    }

    private void schedule(Candidate candidate, long millis) {
        try {
            timer.schedule(() -> check(candidate), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.TRACE, "Closed meanwhile", e);
        }
    }

    /** Asks one tracker and plans the next time; at most one such task exists for each candidate. */
    private void check(Candidate candidate) {
        synchronized (this) {
            if (candidates.get(candidate.address) != candidate) {
                return;
            }
        }
        UnicastDiscovery.Answer answer = null;
        String problem = "";
        try {
            answer = UnicastDiscovery.ask(candidate.address);
        } catch (IOException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
        }
        synchronized (this) {
            if (closed || candidates.get(candidate.address) != candidate) {
                return;
            }
            candidate.answer = answer;
            report(candidate, problem);
            publish();
            long now = System.nanoTime();
            if (answer == null && !candidate.given && now - candidate.heardNanos > HEARD_NANOS) {
                candidates.remove(candidate.address);
                return;
            }
        }
        long pause = answer == null ? RETRY_MILLIS : CHECK_MILLIS;
        schedule(candidate, pause - ThreadLocalRandom.current().nextLong(pause / 8));
    }

    /** One warning for each time that a tracker falls silent, after a few seconds in which it may just be starting. */
    private void report(Candidate candidate, String problem) {
        assert Thread.holdsLock(this);
        if (candidate.answer != null) {
            if (candidate.warned) {
                LOG.log(Level.INFO, "The tracker at {0} answers", candidate.address);
            }
            candidate.silent = false;
            candidate.warned = false;
            return;
        }
        long now = System.nanoTime();
        if (!candidate.silent) {
            candidate.silent = true;
            candidate.silentSinceNanos = now;
        } else if (!candidate.warned && now - candidate.silentSinceNanos > WARN_NANOS) {
            candidate.warned = true;
            LOG.log(Level.WARNING, "No tracker answers at {0}; still trying ({1})", candidate.address, problem);
        }
    }

    /** Makes {@link #found} what the candidates say and tells the listeners the difference. */
    private void publish() {
        assert Thread.holdsLock(this);
        Map<ServiceID, UnicastDiscovery.Answer> now = new LinkedHashMap<>();
        for (Candidate candidate : candidates.values()) {
            if (candidate.answer != null) {
                now.putIfAbsent(candidate.answer.registrar().getServiceID(), candidate.answer);
            }
        }
        List<UnicastDiscovery.Answer> lost = new ArrayList<>();
        List<UnicastDiscovery.Answer> won = new ArrayList<>();
        for (Map.Entry<ServiceID, UnicastDiscovery.Answer> old : List.copyOf(found.entrySet())) {
            UnicastDiscovery.Answer current = now.get(old.getKey());
            if (current == null || !current.identity().equals(old.getValue().identity())) {
                found.remove(old.getKey());
                lost.add(old.getValue());
            }
        }
        now.forEach((id, answer) -> {
            if (found.putIfAbsent(id, answer) == null) {
                won.add(answer);
            }
        });
        List<DiscoveryListener> all = List.copyOf(listeners);
        lost.forEach(answer -> tell(all, answer, false));
        won.forEach(answer -> tell(all, answer, true));
        if (!won.isEmpty() || !lost.isEmpty()) {
            notifyAll();
        }
    }

    private void tell(List<DiscoveryListener> all, UnicastDiscovery.Answer answer, boolean won) {
        Map<ServiceRegistrar, String[]> groups = new HashMap<>();
        groups.put(answer.registrar(), answer.groups());
        DiscoveryEvent event = new DiscoveryEvent(this, groups);
        events.execute(() -> {
            for (DiscoveryListener listener : all) {
                try {
                    if (won) {
                        listener.discovered(event);
                    } else {
                        listener.discarded(event);
                    }
                } catch (RuntimeException e) {
                    LOG.log(Level.WARNING, "A listener failed", e);
                }
            }
        });
    }

    /** Waits until a tracker answers. */
    synchronized boolean await(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (found.isEmpty() && !closed) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !closed;
    }

    /** Waits for a tracker to be found or lost, or for the time. */
    synchronized void awaitChange(long millis) throws InterruptedException {
        if (!closed) {
            wait(millis);
        }
    }

    @Override
    public synchronized void addDiscoveryListener(DiscoveryListener listener) {
        listeners.add(listener);
        found.values().forEach(answer -> tell(List.of(listener), answer, true));
    }

    @Override
    public synchronized void removeDiscoveryListener(DiscoveryListener listener) {
        listeners.remove(listener);
    }

    @Override
    public synchronized ServiceRegistrar[] getRegistrars() {
        return found.values().stream().map(UnicastDiscovery.Answer::registrar).toArray(ServiceRegistrar[]::new);
    }

    /** Takes a tracker for lost until it answers its next question. */
    @Override
    public synchronized void discard(ServiceRegistrar registrar) {
        for (Candidate candidate : candidates.values()) {
            if (candidate.answer != null
                    && candidate.answer.registrar().getServiceID().equals(registrar.getServiceID())) {
                candidate.answer = null;
            }
        }
        if (!closed) {
            publish();
        }
    }

    @Override
    public void terminate() {
        close();
    }

    @Override
    public void close() {
        MulticastSearch search;
        synchronized (this) {
            closed = true;
            search = multicast;
            listeners.clear();
            notifyAll();
        }
        timer.shutdownNow();
        events.shutdown();
        if (search != null) {
            search.close();
        }
    }
}
