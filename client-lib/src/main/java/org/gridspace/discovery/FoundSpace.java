package org.gridspace.discovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceAddress;

/**
 * A space that a tracker knows. A tracker goes on listing a dead member for up to half a minute: expect the proxy to be
 * dead, or ask first. Immutable.
 *
 * @param address where it is
 * @param proxy unconnected until it's used
 */
public record FoundSpace(SpaceAddress address, RemoteSpace proxy) {
    static FoundSpace at(SpaceAddress address) {
        return new FoundSpace(address, new RemoteSpace(address));
    }

    /** Whether something listens at its address; blocks for at most the time given. */
    public boolean isAlive(Duration timeout) {
        try (Socket socket = new Socket()) {
            int millis = (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
            socket.connect(new InetSocketAddress(address.host(), address.port()), millis);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
