package org.gridspace.server.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.rmi.MarshalledObject;
import java.util.UUID;
import java.util.function.Consumer;
import net.jini.core.event.RemoteEventListener;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.client.EventCourier;
import org.gridspace.client.SpaceAddress;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.Completions;
import org.gridspace.server.engine.SessionId;
import org.gridspace.server.stranger.Errands;
import org.gridspace.server.stranger.NotAccepted;
import org.gridspace.server.stranger.StrangerReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each listener that the space is to call itself somebody who does: a client of the space in the space's own process,
 * which inherits the registration when the session that made it ends, and lets go of it when the listener says that it is unknown or
 * the lease ends.
 *
 * <p>The rule for whom it calls: a stub of JERI over plain TCP at the address from which the registering client itself is
 * connected, so that nobody can make the space call somebody else. The stub is deserialized under the filter of
 * {@link StrangerReader}; a handback as the {@code MarshalledObject} that it is, whose content stays bytes. Thread-safe.
 */
@SuppressWarnings("rawtypes")
public final class DirectDelivery implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(DirectDelivery.class);
    private static final long MOST_HANDBACK_BYTES = 64 << 10;
    private static final ObjectInputFilter HANDBACK =
            ObjectInputFilter.Config.createFilter("maxbytes=" + 2 * MOST_HANDBACK_BYTES + ";maxarray="
                    + MOST_HANDBACK_BYTES + ";maxdepth=3;java.rmi.MarshalledObject;byte;!*");

    private final SpaceAddress space;
    private final Consumer<Command.Adopted> result;
    private final Errands errands;
    private @Nullable EventCourier courier;
    private boolean closed;

    /**
     * Without a thread or connection until a listener is to be called.
     *
     * @param space where the space is reached from its own process
     * @param result is told on any thread who will call a listener
     */
    public DirectDelivery(SpaceAddress space, Consumer<Command.Adopted> result) {
        this.space = space;
        this.result = result;
        this.errands = new Errands("listeners-" + space.name());
    }

    /** Looks after a listener; returns at once. */
    public void adopt(Completions.Adoption adoption) {
        errands.run(adoption.peer(), () -> look(adoption), () -> refuse(adoption, "it can't be looked at in time"));
    }

    private void look(Completions.Adoption adoption) {
        try {
            UUID heir = courier().adopt(adoption.registration(), listener(adoption), handback(adoption));
            var session = new SessionId(heir.getMostSignificantBits(), heir.getLeastSignificantBits());
            result.accept(new Command.Adopted(adoption.registration(), session));
        } catch (NotAccepted | IOException | ClassNotFoundException e) {
            refuse(adoption, String.valueOf(e.getMessage()));
        }
    }

    private void refuse(Completions.Adoption adoption, String reason) {
        LOG.info(
                "The listener of registration {} is not called by the space itself: {}",
                adoption.registration(),
                reason);
        result.accept(new Command.Adopted(adoption.registration(), null));
    }

    private static RemoteEventListener listener(Completions.Adoption adoption) throws NotAccepted {
        return StrangerReader.forClientAt(adoption.peer())
                .read(adoption.listener(), RemoteEventListener.class)
                .proxy();
    }

    private static @Nullable MarshalledObject handback(Completions.Adoption adoption)
            throws IOException, ClassNotFoundException {
        if (adoption.handback().length == 0) {
            return null;
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(adoption.handback()))) {
            in.setObjectInputFilter(HANDBACK);
            return (MarshalledObject) in.readObject();
        } catch (ClassCastException e) {
            throw new IOException("a handback that is no MarshalledObject");
        }
    }

    private synchronized EventCourier courier() throws IOException {
        if (closed) {
            throw new IOException("the space closes");
        }
        EventCourier present = courier;
        if (present == null) {
            present = EventCourier.connect(space);
            courier = present;
        }
        return present;
    }

    /** Calls nobody any more. */
    @Override
    public void close() {
        EventCourier present;
        synchronized (this) {
            closed = true;
            present = courier;
        }
        errands.close();
        if (present != null) {
            present.close();
        }
    }
}
