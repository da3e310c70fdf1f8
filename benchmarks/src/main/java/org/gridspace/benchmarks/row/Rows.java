package org.gridspace.benchmarks.row;

import java.util.List;
import org.gridspace.benchmarks.peer.PeerName;

/** All rows, in the order of the table. Static. */
public final class Rows {
    /** Both ways in which Outrigger is started, and us. */
    static final List<PeerName> SPACES = List.of(PeerName.GRIDSPACE, PeerName.OUTRIGGER, PeerName.OUTRIGGER_FLAT);

    /** Everybody. */
    static final List<PeerName> ALL_PEERS = List.of(PeerName.values());

    private Rows() {}

    /** All of them. */
    public static List<Row> all() {
        return List.of(
                new WriteTakeRow(),
                new WakeUpRow(),
                new PipelinedRow(),
                new BatchRow(),
                new KeyedRow(),
                new HandOffRow(),
                new TransactionRow(),
                new TaskRow(),
                new HeapRow(),
                new CompositeRow(),
                new CrowdRow());
    }
}
