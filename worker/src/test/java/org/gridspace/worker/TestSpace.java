package org.gridspace.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceAddress;
import org.gridspace.discovery.GridMember;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.MemberInfo;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;

/** A space in this process, known to the trackers. */
record TestSpace(SpaceServer server, GridMember member) implements AutoCloseable {
    static TestSpace start(GridNetwork network, String name) throws Exception {
        SpaceServer server = SpaceServer.start(
                new SpaceServerConfig(name, GridNetwork.LOOPBACK, 0, UUID.randomUUID(), Limits.standard()));
        SpaceAddress at = server.address();
        var info = new MemberInfo(MemberInfo.SPACE, name, at.spaceId(), at.host() + ":" + at.port(), Map.of());
        GridMember member = GridMember.join(network, info, new RemoteSpace(at));
        assertThat(member.awaitRegistered(TestGrid.PATIENCE)).isTrue();
        return new TestSpace(server, member);
    }

    SpaceAddress address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        member.close();
    }
}
