package org.gridspace.client;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.gridspace.codec.EntryCodec;
import org.jspecify.annotations.Nullable;

/**
 * The clients of this process: one that is shared for each space. They are process-wide state because a session is: proxies of one
 * space, however many were looked up or deserialized, use one connection. When the JVM ends, every open client is closed in good
 * order, so that what the program took last doesn't come back. Thread-safe.
 */
public final class SpaceClients {
    private static final long EXIT_MILLIS = 1000;
    private static final EntryCodec CODEC = new EntryCodec();
    private static final Map<Key, Shared> SHARED = new ConcurrentHashMap<>();
    private static final Map<UUID, NearSpace> NEAR = new ConcurrentHashMap<>();
    private static final Set<SpaceClient> OPEN = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(SpaceClients::closeAll, "gridspace-client-exit"));
        } catch (IllegalStateException e) {
            // The JVM is ending already: what connects now is cut off with it.
            OPEN.clear();
        }
    }

    private SpaceClients() {}

    /** Which client is shared. */
    private record Key(String host, int port, UUID spaceId) {
        Key(SpaceAddress address) {
            this(address.host(), address.port(), address.spaceId());
        }
    }

    /** The place of one shared client; connecting holds up only those who want the same. */
    private static final class Shared {
        private volatile @Nullable SpaceClient client;

        SpaceClient connected(SpaceAddress address) throws IOException {
            SpaceClient present = client;
            return present == null || present.isClosed() ? connect(address) : present;
        }

        @Nullable
        SpaceClient present() {
            return client;
        }

        private synchronized SpaceClient connect(SpaceAddress address) throws IOException {
            SpaceClient present = client;
            if (present == null || present.isClosed()) {
                present = SpaceClient.connect(address);
                client = present;
            }
            return present;
        }

        boolean holds(SpaceClient other) {
            return client == other;
        }
    }

    /**
     * The process's one client of this space, connected now if there is none yet. It is closed when the JVM ends, or with
     * {@link SpaceClient#close}; afterwards the next call makes another one.
     *
     * @throws java.rmi.ConnectException if there is none yet and the space can't be reached
     */
    public static SpaceClient shared(SpaceAddress address) throws IOException {
        return SHARED.computeIfAbsent(new Key(address), key -> new Shared()).connected(address);
    }

    /** The process's one client of this space, null if there is none at present. */
    static @Nullable SpaceClient sharedIfAny(SpaceAddress address) {
        Shared shared = SHARED.get(new Key(address));
        return shared == null ? null : shared.present();
    }

    /** From now on clients of this process reach this space without a network, whatever its address. */
    public static void near(UUID spaceId, NearSpace space) {
        NEAR.put(spaceId, space);
    }

    /** Takes back what {@link #near} said; clients that are there already stay as they are. */
    public static void notNear(UUID spaceId) {
        NEAR.remove(spaceId);
    }

    /** How a space is reached: over TCP unless it is within this process. */
    static Connector connector(SpaceAddress address) {
        NearSpace near = NEAR.get(address.spaceId());
        return near == null ? SocketConnection::open : (place, timeoutMillis) -> new NearConnection(near);
    }

    /** One codec for all: what a program has once used as an entry stays readable whatever becomes of a connection. */
    static EntryCodec codec() {
        return CODEC;
    }

    static void opened(SpaceClient client) {
        OPEN.add(client);
    }

    static void closed(SpaceClient client) {
        OPEN.remove(client);
        SHARED.values().removeIf(shared -> shared.holds(client));
    }

    private static void closeAll() {
        Set<SpaceClient> closing = Set.copyOf(OPEN);
        closing.forEach(SpaceClient::beginClose);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EXIT_MILLIS);
        for (SpaceClient client : closing) {
            client.awaitClosed(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
    }
}
