package org.gridspace.river.multicast;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * A multicast socket that is never open to the whole machine. A receiving one is bound to the address of the group that it
 * joins, so that a datagram sent straight to the host doesn't reach it; a sending one to an address of the interface it
 * sends from. It has those methods of {@code java.net.MulticastSocket} that River calls, and can't extend it: the
 * relocation would turn its own superclass into itself.
 *
 * <p>As thread-safe as a datagram socket; the interface and the group are set by one thread before others use it.
 */
public final class GroupSocket extends DatagramSocket {
    private final int port;
    private @Nullable NetworkInterface nic;

    /** A socket to send from. */
    public GroupSocket() throws IOException {
        this(0);
    }

    /**
     * A socket to receive with, bound when it joins its group.
     *
     * @param port the group's port; 0 for a socket that only sends
     */
    public GroupSocket(int port) throws IOException {
        super((SocketAddress) null);
        this.port = port;
        setReuseAddress(true);
    }

    /** Sets how many routers a datagram may cross: 0 to 255. */
    public void setTimeToLive(int hops) throws IOException {
        setOption(StandardSocketOptions.IP_MULTICAST_TTL, hops);
    }

    /** The interface for sending and for the groups joined from now on. */
    public void setNetworkInterface(NetworkInterface nic) throws SocketException {
        this.nic = nic;
        if (port == 0 && !isBound()) {
            bind(new InetSocketAddress(addressOf(nic), 0));
        }
        try {
            setOption(StandardSocketOptions.IP_MULTICAST_IF, nic);
        } catch (SocketException e) {
            throw e;
        } catch (IOException e) {
            throw new SocketException(e.getMessage());
        }
    }

    /** Joins a group on the interface set before. */
    public void joinGroup(InetAddress group) throws IOException {
        if (!isBound()) {
            bind(new InetSocketAddress(group, port));
        }
        joinGroup(new InetSocketAddress(group, 0), nic);
    }

    private static InetAddress addressOf(NetworkInterface nic) throws SocketException {
        return nic.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .or(() -> nic.inetAddresses().findFirst())
                .orElseThrow(() -> new SocketException("No address on " + nic.getName()));
    }
}
