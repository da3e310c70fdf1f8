package org.gridspace.benchmarks.run;

import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.process.JavaCommand;
import org.gridspace.benchmarks.row.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A benchmark that is killed can't end its servers and clients: they must do it themselves. */
@Timeout(120)
class KilledBenchTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FEWEST = 3; // a server, its client, and another server

    /** A comparison that takes longer than anybody waits. */
    public static final class Endless {
        private static final Scale LONG = new Scale(100, 600_000, List.of(100L), 1, 1, 1, 1, 1, 30);

        private Endless() {}

        /** Runs it. */
        public static void main(String[] args) throws Exception {
            var without = EnumSet.of(PeerName.OUTRIGGER, PeerName.OUTRIGGER_FLAT);
            new BenchRun(
                            new BenchOptions(List.of("write-take"), LONG, without, null),
                            new PrintWriter(new StringWriter()),
                            line -> {})
                    .run();
        }
    }

    @Test
    void kill_ofARunningBenchmark_endsItsServersAndClients() throws Exception {
        Process bench = new ProcessBuilder(
                        JavaCommand.own("-Dgridspace.bench.peers=" + System.getProperty("gridspace.bench.peers"))
                                .run(Endless.class))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<ProcessHandle> started = new HashSet<>();
        try {
            await().atMost(SOON).until(() -> {
                bench.descendants().forEach(started::add);
                return started.stream().filter(ProcessHandle::isAlive).count() >= FEWEST;
            });
        } finally {
            bench.destroyForcibly();
        }
        await().atMost(SOON).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    }
}
