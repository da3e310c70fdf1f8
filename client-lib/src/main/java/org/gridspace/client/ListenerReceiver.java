package org.gridspace.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
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
        this.isStub = this.listener != listener || Proxy.isProxyClass(listener.getClass());
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

    /** Whether the listener can be called from elsewhere, too. */
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
            if (Replacement.of(listener).getClass() == listener.getClass()) {
                return listener; // not even copied: a copy of a java.rmi server would export itself
            }
            Object copy =
                    new MarshalledInstance(listener).get(listener.getClass().getClassLoader(), false, null, List.of());
            return copy instanceof RemoteEventListener other ? other : listener;
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a listener is called as it is: {0}", e.toString());
            return listener;
        }
    }

    /** Finds out what would be serialized in an object's place, and writes nothing. */
    private static final class Replacement extends ObjectOutputStream {
        private @Nullable Object found;

        private Replacement() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        static Object of(Object object) throws IOException {
            try (var look = new Replacement()) {
                try {
                    look.writeObject(object);
                } catch (Found e) {
                    LOG.log(System.Logger.Level.TRACE, "looked at a listener");
                }
                return look.found == null ? object : look.found;
            }
        }

        @Override
        protected Object replaceObject(Object object) throws IOException {
            if (found == null) { // the stream comes again, to write the exception
                found = object;
            }
            throw new Found();
        }
    }

    /** That is all there was to find out. */
    private static final class Found extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
