package org.gridspace.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.rmi.MarshalledObject;
import java.util.List;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.RemoteEventListener;
import net.jini.io.MarshalledInstance;
import org.gridspace.entry.PackedEntry;
import org.jspecify.annotations.Nullable;

/** Calls a Jini listener with Jini's events. Immutable. */
@SuppressWarnings("rawtypes")
final class ListenerReceiver implements EventReceiver {
    private static final System.Logger LOG = System.getLogger(ListenerReceiver.class.getName());

    private final RemoteSpace source;
    private final RemoteEventListener listener;
    private final boolean isStub;
    private final @Nullable MarshalledObject handback;

    ListenerReceiver(RemoteSpace source, RemoteEventListener listener, @Nullable MarshalledObject handback) {
        this.source = source;
        this.listener = serialized(listener);
        this.isStub = this.listener != listener;
        this.handback = handback;
    }

    @Override
    public void receive(long registration, long sequenceNumber, boolean visibility, @Nullable PackedEntry entry)
            throws Exception {
        listener.notify(
                entry == null
                        ? new RemoteEvent(source, registration, sequenceNumber, handback)
                        : new EntryAvailable(source, registration, sequenceNumber, handback, visibility, entry));
    }

    /** Whether the listener can be called from elsewhere, too: it has become another object by serialization. */
    boolean isStub() {
        return isStub;
    }

    /** The listener, serialized. */
    byte[] listenerBytes() throws IOException {
        return bytes(listener);
    }

    /** The handback, serialized; empty if there is none. */
    byte[] handbackBytes() throws IOException {
        return handback == null ? new byte[0] : bytes(handback);
    }

    private static byte[] bytes(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    /**
     * What a listener becomes by serialization, if that is an object of another class, such as an exported listener's stub. Otherwise,
     * and if it can't be serialized at all, the listener itself: it is called in its own process.
     */
    private static RemoteEventListener serialized(RemoteEventListener listener) {
        try {
            Object copy =
                    new MarshalledInstance(listener).get(listener.getClass().getClassLoader(), false, null, List.of());
            if (copy instanceof RemoteEventListener other && other.getClass() != listener.getClass()) {
                return other;
            }
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a listener is called as it is: {0}", e.toString());
        }
        return listener;
    }
}
