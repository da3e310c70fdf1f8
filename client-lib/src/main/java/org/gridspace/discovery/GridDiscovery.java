package org.gridspace.discovery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.rmi.server.ExportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import net.jini.core.lookup.ServiceRegistrar;
import org.gridspace.client.SpaceAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a grid's trackers know, kept up to date. Nothing that a member has registered is turned into an object: names,
 * identities and addresses are read as text and the proxies of spaces are made here.
 *
 * <p>Thread-safe. No call blocks for longer than a few seconds, whatever state the trackers are in.
 */
public final class GridDiscovery implements AutoCloseable {
    private static final Logger LOG = System.getLogger(GridDiscovery.class.getName());
    private static final long CALL_MILLIS = 3_000;
    private static final Duration ALIVE = Duration.ofMillis(500);
    private static final long AWAIT_POLL_MILLIS = 250;

    private final GridNetwork network;
    private final TrackerSearch search;
    private final ExecutorService calls =
            Executors.newCachedThreadPool(TrackerSearch.threads("gridspace-tracker-call"));

    /** What the last look showed, by identity: those that a tracker has lost are still there if they answer. */
    private final Map<UUID, FoundSpace> seen = new HashMap<>();

    private @Nullable SpaceWatch watch;

    private GridDiscovery(GridNetwork network) {
        this.network = network;
        search = new TrackerSearch(network);
    }

    /** Begins to search for trackers; returns at once. */
    public static GridDiscovery open(GridNetwork network) {
        return new GridDiscovery(network);
    }

    /**
     * The spaces now, in the order of their names; possibly dead ones among them. A space that was there before and is
     * missing from the trackers, because one was restarted or is gone, is still told as long as it answers.
     */
    public List<FoundSpace> spaces() {
        Map<UUID, FoundSpace> now = new LinkedHashMap<>();
        for (FoundMember member : members()) {
            if (member.info().kind().equals(MemberInfo.SPACE)) {
                spaceAt(member.info()).ifPresent(space -> now.put(member.info().id(), space));
            }
        }
        Map<UUID, FoundSpace> before;
        synchronized (seen) {
            before = new HashMap<>(seen);
        }
        before.forEach((id, space) -> {
            if (!now.containsKey(id) && space.isAlive(ALIVE)) {
                now.put(id, space);
            }
        });
        synchronized (seen) {
            seen.clear();
            seen.putAll(now);
        }
        List<FoundSpace> spaces = new ArrayList<>(now.values());
        spaces.sort(Comparator.comparing((FoundSpace space) -> space.address().name())
                .thenComparing(space -> space.address().spaceId()));
        return spaces;
    }

    private static Optional<FoundSpace> spaceAt(MemberInfo info) {
        try {
            TrackerAddress at = TrackerAddress.parse(info.address());
            return Optional.of(FoundSpace.at(new SpaceAddress(at.host(), at.port(), info.id(), info.name())));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "A space registered with an unusable address", e);
            return Optional.empty();
        }
    }

    /** All members now, the trackers included, ordered by kind and name; possibly dead ones among them. */
    public List<FoundMember> members() {
        List<Future<List<FoundMember>>> answers = new ArrayList<>();
        for (ServiceRegistrar registrar : search.getRegistrars()) {
            answers.add(calls.submit(() -> Registrations.of(registrar)));
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CALL_MILLIS);
        Map<UUID, FoundMember> members = new HashMap<>();
        for (Future<List<FoundMember>> answer : answers) {
            for (FoundMember member : within(answer, deadline).orElse(List.of())) {
                members.merge(member.info().id(), member, (a, b) -> a.since().isBefore(b.since()) ? b : a);
            }
        }
        List<FoundMember> ordered = new ArrayList<>(members.values());
        ordered.sort(Registrations.ORDER);
        return ordered;
    }

    /** Waits for a living space with that name, or for any living one. */
    public Optional<FoundSpace> awaitSpace(@Nullable String name, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            for (FoundSpace space : spaces()) {
                if ((name == null || name.equals(space.address().name())) && space.isAlive(ALIVE)) {
                    return Optional.of(space);
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            search.awaitChange(Math.min(TimeUnit.NANOSECONDS.toMillis(left) + 1, AWAIT_POLL_MILLIS));
        }
    }

    /**
     * Calls the listener, one call at a time, with the spaces now and after each change until the result is closed.
     *
     * @throws IllegalStateException if the own address can't be listened on
     */
    public synchronized AutoCloseable onSpaces(Consumer<List<FoundSpace>> listener) {
        if (watch == null) {
            try {
                watch = new SpaceWatch(this, search, network.host());
            } catch (ExportException e) {
                throw new IllegalStateException("Nothing can be exported on " + network.host(), e);
            }
        }
        return watch.add(listener);
    }

    /** Waits until a tracker answers. */
    public boolean awaitTracker(Duration timeout) throws InterruptedException {
        return search.await(timeout);
    }

    /** The result of a remote call; empty if it failed or took too long. */
    <T> Optional<T> call(Callable<T> task) {
        return within(calls.submit(task), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CALL_MILLIS));
    }

    private static <T> Optional<T> within(Future<T> answer, long deadlineNanos) {
        try {
            return Optional.of(answer.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            LOG.log(Level.DEBUG, "A tracker didn't answer", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        SpaceWatch open;
        synchronized (this) {
            open = watch;
            watch = null;
        }
        if (open != null) {
            open.close();
        }
        search.close();
        calls.shutdownNow();
    }
}
