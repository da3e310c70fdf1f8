package org.gridspace.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The engine alone: a match beside many others that wait, or behind many entries that a transaction holds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CrowdedMatch {
    /** A space in which others wait for entries of other keys. */
    @State(Scope.Benchmark)
    public static class Waiting {
        /** How many wait. */
        @Param({"0", "100000"})
        public int load;

        private final EngineDriver engine = new EngineDriver();

        /** Lets them wait. */
        @Setup
        public void block() {
            for (int i = 0; i < load; i++) {
                engine.take(0, i, Long.MAX_VALUE);
            }
        }
    }

    /** A full space: entries, requests that wait and registrations, all of other keys. */
    @State(Scope.Benchmark)
    public static class Crowd {
        private static final int REGISTRATIONS = 10_000;
        private static final int ENTRIES_A_WAIT = 10;

        /** How many wait; there are ten times as many entries, and registrations too unless it is 0. */
        @Param({"0", "100000"})
        public int load;

        private final EngineDriver engine = new EngineDriver();
        private long key;

        /** Fills it. */
        @Setup
        public void fill() {
            for (int i = 0; i < load; i++) {
                engine.take(0, -1 - i, Long.MAX_VALUE);
            }
            for (int i = 0; i < Math.min(load, REGISTRATIONS); i++) {
                engine.register(-1 - load - i);
            }
            engine.fill(load * ENTRIES_A_WAIT);
            key = (long) load * ENTRIES_A_WAIT;
        }
    }

    /** A space whose oldest entries of a key are held by a transaction. */
    @State(Scope.Benchmark)
    public static class Held {
        /** How many are held. */
        @Param({"0", "10000"})
        public int load;

        private final EngineDriver engine = new EngineDriver();

        /** Takes them under the transaction. */
        @Setup
        public void hold() {
            for (int i = 0; i < load + 10; i++) {
                engine.write(EngineDriver.entry(7, EngineDriver.PAYLOAD_BYTES));
            }
            long transaction = engine.begin();
            for (int i = 0; i < load; i++) {
                engine.take(transaction, 7, 0);
            }
        }
    }

    /** A take that waits, and the write that ends it. */
    @Benchmark
    public long writeToAWaitingTake(Waiting space) {
        space.engine.take(0, -1, Long.MAX_VALUE);
        space.engine.write(EngineDriver.entry(-1, EngineDriver.PAYLOAD_BYTES));
        return space.engine.completed();
    }

    /** A write that nobody waits for or has registered for, and its removal. */
    @Benchmark
    public byte[] writeThatConcernsNobody(Crowd space) {
        long key = space.key++;
        space.engine.write(EngineDriver.entry(key, EngineDriver.PAYLOAD_BYTES));
        return space.engine.take(key);
    }

    /** A take of the oldest entry that isn't held, and its return. */
    @Benchmark
    public void takeBehindHeld(Held space) {
        space.engine.write(space.engine.take(7));
    }
}
