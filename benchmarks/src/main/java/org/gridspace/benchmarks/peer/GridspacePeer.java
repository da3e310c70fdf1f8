package org.gridspace.benchmarks.peer;

import java.io.IOException;
import org.gridspace.benchmarks.process.JavaCommand;
import org.gridspace.benchmarks.process.Supervised;

/** Our space, in memory mode. */
public final class GridspacePeer implements Peer {
    @Override
    public PeerName name() {
        return PeerName.GRIDSPACE;
    }

    @Override
    public Seat start() throws IOException, InterruptedException {
        return Servers.joined(
                name(),
                tracker ->
                        JavaCommand.own(Servers.HEAP).run(Supervised.class, GridspaceServer.class.getName(), tracker),
                JavaCommand.own());
    }
}
