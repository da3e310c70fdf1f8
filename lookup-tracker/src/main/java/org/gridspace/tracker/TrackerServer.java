package org.gridspace.tracker;

import com.sun.jini.discovery.UnicastSocketTimeout;
import com.sun.jini.reggie.EmbeddedRegistrar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jini.constraint.BasicMethodConstraints;
import net.jini.core.constraint.InvocationConstraint;
import net.jini.core.constraint.InvocationConstraints;
import net.jini.core.entry.Entry;
import net.jini.core.lookup.ServiceID;
import net.jini.core.lookup.ServiceRegistrar;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.discovery.CodebaseJar;
import org.gridspace.discovery.FoundMember;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.JeriExport;
import org.gridspace.discovery.LocalHttp;
import org.gridspace.discovery.MemberInfo;
import org.gridspace.discovery.Peer;
import org.gridspace.discovery.Registrations;
import org.gridspace.discovery.RiverConfiguration;
import org.gridspace.discovery.RiverLogging;
import org.gridspace.discovery.TrackerAddress;
import org.jspecify.annotations.Nullable;

/**
 * A running tracker: Reggie, found by unicast and multicast discovery, and its HTTP pages. Everything is bound to the one
 * host. Reggie's administration (its end included) is not callable from outside, and nothing that members register is ever
 * turned into an object here. Thread-safe.
 */
public final class TrackerServer implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(TrackerServer.class);
    private static final String REGGIE = "com.sun.jini.reggie.";
    private static final long ANNOUNCEMENT_MILLIS = 10_000;
    private static final int DISCOVERY_MILLIS = 5_000;
    private static final long STOP_MILLIS = 3_000;

    /** What the proxy of a registrar calls; Reggie's other remote methods are administration. */
    private static final Set<String> CALLABLE = Set.of(
            "register",
            "lookup",
            "notify",
            "getEntryClasses",
            "getFieldValues",
            "getServiceTypes",
            "getLocator",
            "getMemberGroups",
            "addAttributes",
            "modifyAttributes",
            "setAttributes",
            "cancelServiceLease",
            "renewServiceLease",
            "cancelEventLease",
            "renewEventLease",
            "renewLeases",
            "cancelLeases");

    private final TrackerAddress address;
    private final URI http;
    private final Deque<Closing> closings;

    /** One step of the end. */
    private interface Closing {
        void close() throws IOException, InterruptedException;
    }

    private TrackerServer(TrackerAddress address, URI http, Deque<Closing> closings) {
        this.address = address;
        this.http = http;
        this.closings = closings;
    }

    /**
     * Starts it; it answers when this returns.
     *
     * @throws java.net.BindException naming the host and the port that is taken
     * @throws IOException if the data directory can't be used
     */
    public static TrackerServer start(TrackerConfig config) throws IOException {
        RiverLogging.quiet();
        Deque<Closing> closings = new ArrayDeque<>();
        try {
            return start(config, closings);
        } catch (IOException | RuntimeException e) {
            close(closings);
            throw e;
        }
    }

    private static TrackerServer start(TrackerConfig config, Deque<Closing> closings) throws IOException {
        TrackerSockets sockets = new TrackerSockets(config.host(), config.port());
        closings.push(sockets::close);
        LocalHttp http = LocalHttp.start(config.host(), config.httpPort());
        closings.push(http::close);
        for (CodebaseJar jar : jars()) {
            closings.push(jar.publish(http)::close);
        }
        Path registrations = null;
        if (config.data() != null) {
            DataDirectory data = DataDirectory.open(config.data());
            closings.push(data::close);
            registrations = data.registrations();
        }
        EmbeddedRegistrar reggie =
                EmbeddedRegistrar.start(reggieConfiguration(config, sockets, registrations), registrations != null);
        closings.push(() -> stop(reggie));
        reggie.setMemberGroups(config.groups().toArray(String[]::new));
        ServiceRegistrar registrar = reggie.registrar();
        TrackerAddress address = new TrackerAddress(GridNetwork.advertised(config.host()), sockets.port());
        describe(reggie, registrar.getServiceID(), address, http.uri());
        http.serve("/peers", new Peers(() -> members(registrar)));
        LOG.info("Tracker at {}, {}, groups {}", address, http.uri(), config.groups());
        return new TrackerServer(address, http.uri(), closings);
    }

    private static List<CodebaseJar> jars() throws IOException {
        return Stream.of(CodebaseJar.gridspace(), CodebaseJar.reggie())
                .flatMap(Optional::stream)
                .toList();
    }

    private static RiverConfiguration reggieConfiguration(
            TrackerConfig config, TrackerSockets sockets, @Nullable Path registrations) throws IOException {
        String host = GridNetwork.advertised(config.host());
        NetworkInterface nic = NetworkInterface.getByInetAddress(InetAddress.getByName(host));
        InvocationConstraint patience = new UnicastSocketTimeout(DISCOVERY_MILLIS);
        Map<String, Object> entries = new HashMap<>();
        entries.put(REGGIE + "serverExporter", JeriExport.on(config.host(), CALLABLE::contains));
        entries.put(REGGIE + "serverSocketFactory", sockets.incoming());
        entries.put(REGGIE + "socketFactory", sockets.outgoing());
        entries.put(REGGIE + "initialUnicastDiscoveryPort", sockets.port());
        entries.put(REGGIE + "unicastDiscoveryHost", host);
        entries.put(REGGIE + "initialMemberGroups", config.groups().toArray(String[]::new));
        entries.put(REGGIE + "multicastInterfaces", new NetworkInterface[] {nic});
        entries.put(REGGIE + "multicastAnnouncementInterval", ANNOUNCEMENT_MILLIS);
        entries.put(REGGIE + "discoveryManager", new NoFederation());
        entries.put(
                REGGIE + "discoveryConstraints", new BasicMethodConstraints(new InvocationConstraints(patience, null)));
        // At its end it doesn't wait for calls in progress.
        entries.put(REGGIE + "unexportTimeout", 0L);
        if (registrations != null) {
            entries.put(REGGIE + "persistenceDirectory", registrations.toString());
        }
        return new RiverConfiguration(entries);
    }

    /** Lets the tracker list itself. One that was restarted finds the words of its former life and corrects them. */
    private static void describe(EmbeddedRegistrar reggie, ServiceID id, TrackerAddress address, URI http)
            throws IOException {
        UUID uuid = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
        MemberInfo info = new MemberInfo(
                MemberInfo.TRACKER, address.toString(), uuid, address.toString(), Map.of("http", http.toString()));
        Entry[] own = {new FoundMember(info, Instant.now().truncatedTo(ChronoUnit.SECONDS)).peer()};
        if (Stream.of(reggie.getLookupAttributes()).anyMatch(Peer.class::isInstance)) {
            reggie.modifyLookupAttributes(new Entry[] {new Peer()}, own);
        } else {
            reggie.addLookupAttributes(own);
        }
    }

    private static List<FoundMember> members(ServiceRegistrar registrar) throws IOException {
        List<FoundMember> members = new ArrayList<>(Registrations.of(registrar));
        members.sort(Registrations.ORDER);
        return members;
    }

    private static void stop(EmbeddedRegistrar reggie) throws IOException, InterruptedException {
        if (!reggie.stop(STOP_MILLIS)) {
            LOG.warn("The lookup service is still busy with its end");
        }
    }

    /** Where it answers discovery. */
    public TrackerAddress address() {
        return address;
    }

    /** {@code http://host:port}, without a slash at the end. */
    public URI http() {
        return http;
    }

    /** Ends it; with a data directory the registrations stay there. Again is harmless. */
    @Override
    public synchronized void close() {
        close(closings);
    }

    /** The newest first. */
    private static void close(Deque<Closing> closings) {
        while (!closings.isEmpty()) {
            try {
                closings.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException e) {
                LOG.warn("A part of the tracker didn't end well", e);
            }
        }
    }
}
