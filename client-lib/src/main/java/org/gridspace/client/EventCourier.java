package org.gridspace.client;

import java.io.IOException;
import java.rmi.MarshalledObject;
import java.util.UUID;
import net.jini.core.event.RemoteEventListener;
import org.jspecify.annotations.Nullable;

/**
 * A client that calls the listeners of registrations which others have made, should their sessions end: the space makes this one's
 * session their heir. Retries and bounds are those of every client, see {@link RemoteSpace#notify}. Thread-safe.
 */
@SuppressWarnings("rawtypes")
public final class EventCourier implements AutoCloseable {
    private static final long UNTIL_TOLD_OTHERWISE = Long.MAX_VALUE;

    private final RemoteSpace space;
    private final SpaceClient client;

    private EventCourier(SpaceAddress address, SpaceClient client) {
        this.space = new RemoteSpace(address);
        this.client = client;
    }

    /**
     * Connects to a space.
     *
     * @throws java.rmi.ConnectException if the space can't be reached
     */
    public static EventCourier connect(SpaceAddress address) throws IOException {
        return new EventCourier(address, SpaceClient.connect(address));
    }

    /**
     * From now on what arrives for a registration goes to this listener.
     *
     * @return the name of the session that is to be the heir
     */
    public UUID adopt(long registration, RemoteEventListener listener, @Nullable MarshalledObject handback) {
        Session session = client.present();
        var receiver = new ListenerReceiver(space, listener, handback);
        session.events().registering();
        session.events()
                .registered(new Subscription(
                        session, registration, UNTIL_TOLD_OTHERWISE, receiver, EventCourier.class.getClassLoader()));
        return new UUID(session.idHigh, session.idLow);
    }

    @Override
    public void close() {
        client.close();
    }
}
