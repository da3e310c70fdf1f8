package org.gridspace.discovery;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What a member says about itself when it joins. Immutable.
 *
 * @param kind {@value #SPACE}, {@value #WORKER}, {@value #TRACKER} or a later one
 * @param name what people call it; a space's name
 * @param id its identity for life, which is also its Jini service ID
 * @param address {@code host:port} where it listens, or {@code host:pid} for one that doesn't
 * @param attributes more about it, shown to people
 */
public record MemberInfo(String kind, String name, UUID id, String address, Map<String, String> attributes) {
    /** A space. */
    public static final String SPACE = "space";

    /** A worker. */
    public static final String WORKER = "worker";

    /** A tracker. */
    public static final String TRACKER = "tracker";

    /** Copies and checks. */
    public MemberInfo {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(address, "address");
        attributes = Map.copyOf(attributes);
    }
}
