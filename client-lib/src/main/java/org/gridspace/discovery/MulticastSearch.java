package org.gridspace.discovery;

import com.sun.jini.discovery.EncodeIterator;
import com.sun.jini.discovery.MulticastAnnouncement;
import com.sun.jini.discovery.MulticastRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import net.jini.core.constraint.InvocationConstraints;
import net.jini.core.lookup.ServiceID;
import net.jini.discovery.Constants;
import org.gridspace.river.multicast.GroupSocket;
import org.jspecify.annotations.Nullable;

/**
 * Listens for trackers that announce themselves on the interface of the own address, and asks them to. It speaks the same
 * protocol as River's {@code LookupDiscovery}, which can't be used: that one listens on every address of the machine.
 *
 * <p>Two daemon threads, one for announcements and one for answers. Thread-safe.
 */
final class MulticastSearch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(MulticastSearch.class.getName());
    private static final int MAX_PACKET = 512;
    private static final int HOPS = 15;

    /** After an error, so that one which repeats at once burns no processor. */
    private static final long PAUSE_NANOS = 50_000_000;

    private final GridNetwork network;
    private final @Nullable Set<String> groups;
    private final Consumer<TrackerAddress> heard;
    private final GroupSocket announcements;
    private final GroupSocket requests;
    private final ServerSocket answers;

    /**
     * Begins to listen.
     *
     * @param groups which groups' trackers are wanted; null: all
     * @param heard is called with each tracker of the groups that shows itself, often the same again
     * @throws IOException if the interface does no multicast
     */
    MulticastSearch(GridNetwork network, @Nullable Set<String> groups, Consumer<TrackerAddress> heard)
            throws IOException {
        this.network = network;
        this.groups = groups == null ? null : Set.copyOf(groups);
        this.heard = heard;
        InetAddress own = InetAddress.getByName(network.host());
        NetworkInterface nic = NetworkInterface.getByInetAddress(InetAddress.getByName(network.advertisedHost()));
        announcements = new GroupSocket(Constants.discoveryPort);
        requests = new GroupSocket();
        answers = new ServerSocket(0, 0, own);
        try {
            announcements.setNetworkInterface(nic);
            announcements.joinGroup(Constants.getAnnouncementAddress());
            requests.setNetworkInterface(nic);
            requests.setTimeToLive(HOPS);
        } catch (IOException e) {
            close();
            throw e;
        }
        start("gridspace-multicast-announcements", this::hear);
        start("gridspace-multicast-answers", this::accept);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks the trackers of the groups to answer. */
    void ask() {
        String[] wanted = groups == null ? new String[0] : groups.toArray(String[]::new); // an empty request is for all
        MulticastRequest request =
                new MulticastRequest(network.advertisedHost(), answers.getLocalPort(), wanted, new ServiceID[0]);
        EncodeIterator packets =
                UnicastDiscovery.PROTOCOL.encodeMulticastRequest(request, MAX_PACKET, InvocationConstraints.EMPTY);
        try {
            while (packets.hasNext()) {
                for (DatagramPacket packet : packets.next()) {
                    requests.send(packet);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A multicast request wasn't sent", e);
        }
    }

    private void hear() {
        byte[] buffer = new byte[MAX_PACKET];
        while (!announcements.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                announcements.receive(packet);
                MulticastAnnouncement announcement = UnicastDiscovery.PROTOCOL.decodeMulticastAnnouncement(
                        packet, InvocationConstraints.EMPTY, false);
                accept(announcement.getHost(), announcement.getPort(), announcement.getGroups());
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "An unreadable announcement", e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void accept() {
        while (!answers.isClosed()) {
            try (Socket socket = answers.accept()) {
                UnicastDiscovery.Answer answer = UnicastDiscovery.read(socket);
                accept(answer.tracker().host(), answer.tracker().port(), answer.groups());
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "An unreadable answer", e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** A tracker that turned away from our groups announces none of them. */
    private void accept(String host, int port, String[] theirs) throws IOException {
        boolean reachable =
                network.insecureNetwork() || InetAddress.getByName(host).isLoopbackAddress();
        if (reachable && (groups == null || Arrays.stream(theirs).anyMatch(groups::contains))) {
            heard.accept(new TrackerAddress(host, port));
        }
    }

    @Override
    public void close() {
        announcements.close();
        requests.close();
        try {
            answers.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A socket didn't close", e);
        }
    }
}
