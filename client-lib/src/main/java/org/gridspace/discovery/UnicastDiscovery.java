package org.gridspace.discovery;

import com.sun.jini.discovery.Discovery;
import com.sun.jini.discovery.MulticastAnnouncementDecoder;
import com.sun.jini.discovery.MulticastRequestEncoder;
import com.sun.jini.discovery.UnicastDiscoveryClient;
import com.sun.jini.discovery.UnicastResponse;
import com.sun.jini.discovery.plaintext.Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import net.jini.core.constraint.InvocationConstraints;
import net.jini.core.lookup.ServiceRegistrar;
import net.jini.io.MarshalledInstance;

/**
 * Jini's unicast discovery with bounds on every wait; River's own has none for a host that swallows packets. Stateless.
 */
final class UnicastDiscovery {
    /** Version 2 of the protocol in its plain format: with keys it will be another. */
    static final Discovery PROTOCOL = protocol();

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;

    private UnicastDiscovery() {}

    /**
     * What a tracker answers.
     *
     * @param identity equal for two answers as long as the tracker is the same process
     */
    record Answer(TrackerAddress tracker, ServiceRegistrar registrar, String[] groups, MarshalledInstance identity) {}

    /** Asks a tracker; blocks for about 5 s at most. */
    static Answer ask(TrackerAddress tracker) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(tracker.host(), tracker.port()), CONNECT_MILLIS);
            return read(socket);
        }
    }

    /** Does the client's half of the protocol on a connection, whoever opened it. */
    static Answer read(Socket socket) throws IOException {
        socket.setSoTimeout(READ_MILLIS);
        socket.setTcpNoDelay(true);
        ClassLoader loader = UnicastDiscovery.class.getClassLoader();
        try {
            UnicastResponse response =
                    PROTOCOL.doUnicastDiscovery(socket, InvocationConstraints.EMPTY, loader, null, null);
            TrackerAddress tracker = new TrackerAddress(response.getHost(), response.getPort());
            ServiceRegistrar registrar = response.getRegistrar();
            return new Answer(tracker, registrar, response.getGroups(), new MarshalledInstance(registrar));
        } catch (ClassNotFoundException | RuntimeException e) {
            throw new IOException("No usable lookup service there: " + e, e);
        }
    }

    private static Discovery protocol() {
        Client plain = new Client();
        return Discovery.getProtocol2(
                new MulticastRequestEncoder[] {plain},
                null,
                null,
                new MulticastAnnouncementDecoder[] {plain},
                new UnicastDiscoveryClient[] {plain},
                null);
    }
}
