package org.gridspace.benchmarks.row;

import java.util.Map;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.ClientProcess;
import org.gridspace.benchmarks.peer.Unavailable;

/**
 * Makes a new server and its client warm. Where servers with few and with many entries are compared, filling would make the one with many
 * much warmer than the other. Static functions.
 */
final class WarmUp {
    private static final long THREADS = 4;
    private static final int TIMES = 2;

    private WarmUp() {}

    /** Writes to the empty space and takes from it for a while. */
    static void of(ClientProcess client, Scale scale) throws Unavailable, InterruptedException {
        client.run(new Order("write-take", Map.of("threads", THREADS, "millis", TIMES * scale.millis())));
    }
}
