package org.gridspace.server.host;

import org.gridspace.client.SpaceAddress;

/** A living space of another identity has the name in the same groups. */
public final class NameTaken extends Exception {
    private static final long serialVersionUID = 1L;

    private final SpaceAddress holder;

    NameTaken(SpaceAddress holder) {
        super("The name " + holder.name() + " is taken by space " + holder.spaceId() + " at " + holder.host() + ":"
                + holder.port());
        this.holder = holder;
    }

    /** The space that has it. */
    public SpaceAddress holder() {
        return holder;
    }
}
