package org.gridspace.discovery;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A member as a tracker lists it; possibly dead by now. Immutable.
 *
 * @param info what it says about itself
 * @param since when it joined
 */
public record FoundMember(MemberInfo info, Instant since) {
    /** The attribute that it registers. */
    public Peer peer() {
        Peer peer = new Peer();
        peer.kind = info.kind();
        peer.name = info.name();
        peer.id = info.id().toString();
        peer.address = info.address();
        peer.since = since.toString();
        StringBuilder text = new StringBuilder();
        new TreeMap<>(info.attributes())
                .forEach((key, value) -> text.append(text.isEmpty() ? "" : "&")
                        .append(URLEncoder.encode(key, StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        peer.attributes = text.toString();
        return peer;
    }

    /**
     * Reads the texts of a {@link Peer} attribute; empty if one that everything needs is missing or unreadable. Unreadable
     * further attributes are left out.
     */
    static Optional<FoundMember> of(Map<String, String> texts) {
        String kind = texts.get("kind");
        String name = texts.get("name");
        String id = texts.get("id");
        String address = texts.get("address");
        if (kind == null || name == null || id == null || address == null) {
            return Optional.empty();
        }
        try {
            Map<String, String> attributes = attributes(texts.getOrDefault("attributes", ""));
            MemberInfo info = new MemberInfo(kind, name, UUID.fromString(id), address, attributes);
            return Optional.of(new FoundMember(info, Instant.parse(texts.getOrDefault("since", ""))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new TreeMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    attributes.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    // A stranger's bad escape: the others are still worth showing.
                    continue;
                }
            }
        }
        return attributes;
    }
}
