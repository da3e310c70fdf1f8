package org.gridspace.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;

/**
 * Where a member stands: the trackers that it joins, the groups that it looks for, and the one address of its own that
 * everything it exports is bound to. Immutable.
 *
 * <p>As long as no keys are configured, everything stays on the loopback interface: an address that another machine could
 * reach, of this host or of a tracker, is refused unless the network is declared insecure. A wildcard address then means
 * that it listens on all and announces the first address that isn't loopback, of version 4 if there is one.
 *
 * @param trackers none: multicast in the groups
 * @param groups the Jini groups to search by multicast, and those that a tracker belongs to; {@code ""} is the public one
 * @param host the own address
 * @param insecureNetwork whether an address that others reach is allowed although nothing is authenticated
 */
public record GridNetwork(List<TrackerAddress> trackers, List<String> groups, String host, boolean insecureNetwork) {
    /** The public group alone. */
    public static final List<String> PUBLIC_GROUP = List.of("");

    /** Loopback, which is the default for everything. */
    public static final String LOOPBACK = "127.0.0.1";

    /**
     * Copies and checks.
     *
     * @throws AddressRefused if the host or a tracker isn't on the loopback interface and the network isn't declared
     *     insecure
     * @throws IllegalArgumentException if the own address isn't one of this machine
     */
    public GridNetwork {
        trackers = List.copyOf(trackers);
        groups = groups.isEmpty() ? PUBLIC_GROUP : List.copyOf(groups);
        requireAllowed(host, insecureNetwork);
        if (!insecureNetwork) {
            trackers.forEach(tracker -> requireLoopback(tracker.host()));
        }
    }

    /** The loopback interface and the public group. */
    public static GridNetwork loopback(TrackerAddress... trackers) {
        return new GridNetwork(List.of(trackers), PUBLIC_GROUP, LOOPBACK, false);
    }

    /**
     * The address that others are told to connect to.
     *
     * @throws IllegalStateException if it's the wildcard and the machine has no other address
     */
    public String advertisedHost() {
        return advertised(host);
    }

    /** What {@link #advertisedHost()} is for a given host. */
    public static String advertised(String host) {
        InetAddress own = resolve(host);
        if (!own.isAnyLocalAddress()) {
            return host;
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress() && !a.isMulticastAddress())
                    .min(Comparator.comparing(a -> a instanceof Inet4Address ? 0 : 1))
                    .map(a -> a.getHostAddress().replaceFirst("%.*", ""))
                    .orElseThrow(() -> new IllegalStateException("This machine has no address but loopback"));
        } catch (SocketException e) {
            throw new IllegalStateException("This machine's addresses can't be listed", e);
        }
    }

    /**
     * The rule for an own address, for those that need no whole network.
     *
     * @throws AddressRefused if it's wider than loopback and the network isn't declared insecure
     */
    public static void requireAllowed(String host, boolean insecureNetwork) {
        if (insecureNetwork) {
            requireOwn(host);
        } else {
            requireLoopback(host);
        }
    }

    private static void requireLoopback(String host) {
        if (!resolve(host).isLoopbackAddress()) {
            throw new AddressRefused("Without keys only loopback addresses are used, and " + host
                    + " is none: --insecure-network allows it");
        }
    }

    private static void requireOwn(String host) {
        InetAddress address = resolve(host);
        try {
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                throw new IllegalArgumentException(host + " is no address of this machine");
            }
        } catch (SocketException e) {
            throw new IllegalArgumentException(host + " can't be looked up among this machine's addresses", e);
        }
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new AddressRefused("Unknown host " + host);
        }
    }
}
