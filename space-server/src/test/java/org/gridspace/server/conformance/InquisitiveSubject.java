package org.gridspace.server.conformance;

import java.util.UUID;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace05;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceTransactions;
import org.gridspace.server.engine.Polling;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;

/** Two of this project's spaces that lose patience with other people's managers within a second instead of a minute. */
record InquisitiveSubject(SpaceServer one, SpaceServer other) implements Subject {
    static final Polling SOON = new Polling(100, 500, 1_000);

    static InquisitiveSubject start() throws Exception {
        return new InquisitiveSubject(serve("one"), serve("other"));
    }

    private static SpaceServer serve(String name) throws Exception {
        return SpaceServer.start(
                new SpaceServerConfig(name, "127.0.0.1", 0, UUID.randomUUID(), Limits.standard()), SOON);
    }

    @Override
    public JavaSpace05 space() {
        return new RemoteSpace(one.address());
    }

    @Override
    public JavaSpace05 otherSpace() {
        return new RemoteSpace(other.address());
    }

    @Override
    public TransactionManager manager() {
        return new SpaceTransactions(one.address());
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }
}
