package org.gridspace.discovery;

import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The attribute by which a tracker's clients recognise members of a grid. All fields are text, so that reading one turns
 * nothing of a stranger into an object. Its shape is for ever: Jini matches attributes by class, name, fields and all;
 * whatever comes later goes into {@link #attributes}.
 */
public final class Peer implements Entry {
    private static final long serialVersionUID = 1L;

    /** {@code space}, {@code worker}, {@code tracker}, … */
    public @Nullable String kind;

    /** What people call it. */
    public @Nullable String name;

    /** A UUID. */
    public @Nullable String id;

    /** {@code host:port}. */
    public @Nullable String address;

    /** When it joined: ISO 8601, UTC. */
    public @Nullable String since;

    /** More, as {@code key=value} pairs with {@code &} between them, each part form-encoded in UTF-8. */
    public @Nullable String attributes;

    /** A template that matches every member. */
    public Peer() {}

    static Peer ofKind(String kind) {
        Peer template = new Peer();
        template.kind = kind;
        return template;
    }
}
