package org.gridspace.benchmarks.peer;

import java.io.IOException;
import org.gridspace.benchmarks.process.Child;
import org.gridspace.benchmarks.process.JavaCommand;

/** The floor: a process that sends back what it gets. */
public final class TcpPeer implements Peer {
    @Override
    public PeerName name() {
        return PeerName.TCP;
    }

    @Override
    public Seat start() throws IOException, InterruptedException {
        Child child = Child.start(name().text(), JavaCommand.own().run(EchoServer.class));
        return new Seat(name(), child, "tcp://" + Servers.ready(child), JavaCommand.own(), null);
    }
}
