package org.gridspace.client;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.UUID;
import net.jini.core.entry.Entry;
import org.gridspace.entry.PackedEntry;

/** A packed entry in the guise of an {@link Entry}, for the space that made it, in the process that asked for it. Immutable. */
final class SnapshotEntry implements Entry {
    private static final long serialVersionUID = 1L;

    private final transient UUID spaceId;
    private final transient PackedEntry packed;

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

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("a snapshot stays in its process");
    }
}
