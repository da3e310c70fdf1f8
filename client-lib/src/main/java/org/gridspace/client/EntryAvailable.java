package org.gridspace.client;

import java.rmi.MarshalledObject;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.space.AvailabilityEvent;
import org.gridspace.entry.PackedEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry has become available. Carries the entry packed, also to a listener in another process; it is unpacked anew by each
 * {@link #getEntry}. Immutable.
 */
@SuppressWarnings("rawtypes")
public final class EntryAvailable extends AvailabilityEvent {
    private static final long serialVersionUID = 1L;

    private final PackedEntry entry;

    EntryAvailable(
            RemoteSpace source,
            long eventId,
            long sequenceNumber,
            @Nullable MarshalledObject handback,
            boolean visibility,
            PackedEntry entry) {
        super(source, eventId, sequenceNumber, handback, visibility);
        this.entry = entry;
    }

    @Override
    public Entry getEntry() throws UnusableEntryException {
        return SpaceClients.codec().unpack(entry);
    }

    /** The entry as a snapshot for the space that the event comes from, also if it can't be unpacked here. */
    @Override
    public Entry getSnapshot() {
        return ((RemoteSpace) getSource()).snapshotOf(entry);
    }
}
