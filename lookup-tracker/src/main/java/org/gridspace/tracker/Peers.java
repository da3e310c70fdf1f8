package org.gridspace.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.gridspace.discovery.FoundMember;
import org.gridspace.discovery.LocalHttp;
import org.gridspace.discovery.MemberInfo;

/** The page {@code /peers}. Thread-safe. */
final class Peers implements LocalHttp.Page {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Source source;

    /** Where the members come from. */
    interface Source {
        List<FoundMember> members() throws IOException;
    }

    Peers(Source source) {
        this.source = source;
    }

    @Override
    public String type() {
        return "application/json";
    }

    @Override
    public byte[] content() throws IOException {
        return json(source.members());
    }

    static byte[] json(List<FoundMember> members) throws JsonProcessingException {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode peers = all.putArray("peers");
        for (FoundMember member : members) {
            MemberInfo info = member.info();
            ObjectNode peer = peers.addObject();
            peer.put("kind", info.kind());
            peer.put("name", info.name());
            peer.put("id", info.id().toString());
            peer.put("address", info.address());
            peer.put("since", member.since().toString());
            ObjectNode attributes = peer.putObject("attributes");
            new TreeMap<>(info.attributes()).forEach(attributes::put);
        }
        return JSON.writeValueAsBytes(all);
    }
}
