package org.gridspace.client;

import java.rmi.RemoteException;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jini.core.lease.Lease;
import net.jini.core.lease.LeaseMap;
import net.jini.core.lease.LeaseMapException;
import net.jini.core.lease.UnknownLeaseException;
import org.jspecify.annotations.Nullable;

/**
 * Leases of one space, whatever they are about, renewed or cancelled together: the requests are on their way at the same time. What fails is
 * taken out of the map, as {@link LeaseMap} demands. Not thread-safe, like other maps.
 */
@SuppressWarnings({"rawtypes", "unchecked"})
final class SpaceLeaseMap extends AbstractMap implements LeaseMap {
    private final SpaceLease first;
    private final Map<Object, Object> durations = new HashMap<>();

    SpaceLeaseMap(SpaceLease first, long duration) {
        this.first = first;
        put(first, duration);
    }

    @Override
    public boolean canContainKey(@Nullable Object key) {
        return key instanceof Lease lease && first.canBatch(lease);
    }

    /**
     * Adds a lease.
     *
     * @throws IllegalArgumentException if it is no lease of this space, or the duration no number of milliseconds
     */
    @Override
    public @Nullable Object put(Object key, Object duration) {
        if (!canContainKey(key)) {
            throw new IllegalArgumentException("not a lease of " + first.space());
        }
        if (!(duration instanceof Long)) {
            throw new IllegalArgumentException("a duration is a Long");
        }
        return durations.put(key, duration);
    }

    @Override
    public Set entrySet() {
        return durations.entrySet();
    }

    /**
     * Renews all.
     *
     * @throws IllegalArgumentException if a duration is negative and not {@link Lease#ANY}: none was renewed then
     */
    @Override
    public void renewAll() throws LeaseMapException, RemoteException {
        durations.values().forEach(duration -> Durations.lease((Long) duration));
        SpaceClient client = first.client();
        var underway = new LinkedHashMap<SpaceLease, CompletableFuture<Long>>();
        durations.forEach((key, duration) -> {
            var lease = (SpaceLease) key;
            underway.put(lease, renewal(client, lease, (Long) duration));
        });
        var problems = new HashMap<Object, Object>();
        underway.forEach((lease, renewal) -> {
            try {
                lease.renewedUntil(Outcomes.awaitLease(renewal));
            } catch (UnknownLeaseException | RemoteException e) {
                problems.put(lease, e);
            }
        });
        giveUp(problems, "not all leases could be renewed");
    }

    @Override
    public void cancelAll() throws LeaseMapException, RemoteException {
        SpaceClient client = first.client();
        var underway = new LinkedHashMap<SpaceLease, CompletableFuture<Boolean>>();
        for (Object key : durations.keySet()) {
            var lease = (SpaceLease) key;
            underway.put(lease, client.cancelLease(lease.kind(), lease.id()));
        }
        var problems = new HashMap<Object, Object>();
        underway.forEach((lease, cancellation) -> {
            try {
                Outcomes.awaitLease(cancellation);
                lease.cancelled();
            } catch (UnknownLeaseException | RemoteException e) {
                problems.put(lease, e);
            }
        });
        giveUp(problems, "not all leases could be cancelled");
    }

    private static CompletableFuture<Long> renewal(SpaceClient client, SpaceLease lease, long duration) {
        if (duration == 0) {
            return client.cancelLease(lease.kind(), lease.id()).thenApply(done -> System.currentTimeMillis());
        }
        return client.renewLease(lease.kind(), lease.id(), duration);
    }

    private void giveUp(Map<Object, Object> problems, String message) throws LeaseMapException {
        if (!problems.isEmpty()) {
            durations.keySet().removeAll(problems.keySet());
            throw new LeaseMapException(message, problems);
        }
    }
}
