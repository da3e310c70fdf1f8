package org.gridspace.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gridspace.server.engine.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The engine alone: takes by a key among few and many entries. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyedTake {
    /** How many entries there are. */
    @Param({"1000", "1000000"})
    public int load;

    private final EngineDriver engine = new EngineDriver();
    private final Random random = new Random(1);

    /** Fills the space. */
    @Setup
    public void fill() {
        engine.fill(load);
    }

    /** A take by a key that one entry has, and that entry's return. */
    @Benchmark
    public void takeAndWriteBack() {
        engine.write(engine.take(random.nextInt(load)));
    }

    /** A take by a key that no entry has. */
    @Benchmark
    public Outcome miss() {
        return engine.take(0, -1L - random.nextInt(load), 0);
    }
}
