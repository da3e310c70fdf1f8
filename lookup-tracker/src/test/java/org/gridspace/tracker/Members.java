package org.gridspace.tracker;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.gridspace.discovery.FoundMember;
import org.gridspace.discovery.GridMember;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.MemberInfo;
import org.gridspace.discovery.Peer;
import org.gridspace.discovery.TrackerAddress;

/** Members that only register: their spaces aren't served by anybody. */
final class Members {
    private Members() {}

    static GridMember space(String name, TrackerAddress... trackers) {
        return space(name, 1, trackers);
    }

    static GridMember space(String name, int port, TrackerAddress... trackers) {
        UUID id = UUID.randomUUID();
        MemberInfo info =
                new MemberInfo(MemberInfo.SPACE, name, id, "127.0.0.1:" + port, Map.of("durability", "memory"));
        return GridMember.join(GridNetwork.loopback(trackers), info, "the proxy of " + name);
    }

    /** The attribute of a space, for registrations by hand. */
    static Peer peer(String name) {
        MemberInfo info = new MemberInfo(MemberInfo.SPACE, name, UUID.randomUUID(), "127.0.0.1:1", Map.of());
        return new FoundMember(info, Instant.EPOCH).peer();
    }
}
