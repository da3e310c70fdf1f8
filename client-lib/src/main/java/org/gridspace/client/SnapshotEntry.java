package org.gridspace.client;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.UUID;
import net.jini.core.entry.Entry;
import org.gridspace.entry.PackedEntry;

/** A packed entry in the guise of an {@link Entry}, for the space that made it, in whatever process. Immutable. */
final class SnapshotEntry implements Entry {
    private static final long serialVersionUID = 1L;

    private final UUID spaceId;
    private final PackedEntry packed;

    SnapshotEntry(UUID spaceId, PackedEntry packed) {
        this.spaceId = spaceId;
        this.packed = packed;
    }

    /** The packed entry, for the space that made this snapshot only. */
    PackedEntry packedFor(UUID askingSpace) {
        if (!askingSpace.equals(spaceId)) {
            throw new IllegalArgumentException("a snapshot of another space");
        }
        return packed;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (spaceId == null || packed == null) {
            throw new InvalidObjectException("a snapshot of nothing");
        }
    }
}
