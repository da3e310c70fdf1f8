package org.gridspace.benchmarks;

import java.io.IOException;
import java.rmi.RemoteException;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.lease.Lease;
import net.jini.core.transaction.TransactionException;
import net.jini.space.JavaSpace05;
import org.gridspace.client.RemoteSpace;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As a program sees it: {@code JavaSpace05} calls to a server over a socket of the same machine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyedTakeOverTheWire {
    /** How many entries there are. */
    @Param({"1000", "1000000"})
    public int load;

    private final Random random = new Random(1);
    private @Nullable SpaceServer server;
    private @Nullable RemoteSpace space;

    /** What is written and taken. */
    public static final class Keyed implements Entry {
        private static final long serialVersionUID = 1;

        /** What it is looked up by. */
        public @Nullable String key;

        /** Something to carry. */
        public byte @Nullable [] payload;

        /** A template that matches everything. */
        public Keyed() {}

        Keyed(String key, byte @Nullable [] payload) {
            this.key = key;
            this.payload = payload;
        }
    }

    /** Starts the server and fills its space. */
    @Setup
    public void start() throws IOException {
        var config = new SpaceServerConfig("benchmark", "127.0.0.1", 0, UUID.randomUUID(), Limits.standard());
        server = SpaceServer.start(config);
        space = new RemoteSpace(server.address());
        for (int i = 0; i < load - 1; i++) {
            space.client().write(entry(i), Lease.FOREVER);
        }
        space.client().write(entry(load - 1), Lease.FOREVER).join(); // one connection: the last one done, all are
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws RemoteException {
        if (space != null && server != null) {
            space.client().close();
            server.close();
        }
    }

    /** A take by a key that one entry has, and that entry's return: two calls. */
    @Benchmark
    public Entry takeAndWriteBack()
            throws RemoteException, TransactionException, UnusableEntryException, InterruptedException {
        JavaSpace05 target = space();
        Entry taken = target.take(new Keyed("key-" + random.nextInt(load), null), null, JavaSpace05.NO_WAIT);
        target.write(taken, null, Lease.FOREVER);
        return taken;
    }

    /** A take by a key that no entry has. */
    @Benchmark
    public @Nullable Entry miss()
            throws RemoteException, TransactionException, UnusableEntryException, InterruptedException {
        return space().take(new Keyed("none-" + random.nextInt(load), null), null, JavaSpace05.NO_WAIT);
    }

    private JavaSpace05 space() {
        if (space == null) {
            throw new IllegalStateException("not started");
        }
        return space;
    }

    private static Keyed entry(int key) {
        return new Keyed("key-" + key, new byte[EngineDriver.PAYLOAD_BYTES]);
    }
}
