package org.gridspace.server.stranger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectInputValidation;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.TreeSet;
import net.jini.id.ReferentUuid;
import net.jini.jeri.BasicInvocationHandler;
import net.jini.jeri.BasicObjectEndpoint;
import net.jini.jeri.tcp.TcpEndpoint;
import org.gridspace.client.SpaceAddress;

/**
 * Reads managers, participants and listeners that clients have sent. Nothing is downloaded, no distributed garbage collection begins, and
 * whom a proxy would connect to is checked before it can. May block while a host name is looked up. Stateless.
 */
public final class StrangerReader {
    private final Rule rule;

    /** Whether a host may be called. */
    private interface Rule {
        void check(String host) throws IOException;
    }

    private StrangerReader(Rule rule) {
        this.rule = rule;
    }

    /** A reader for a space that listens on that address: one that only this machine can reach calls nobody elsewhere. */
    public static StrangerReader forSpaceOn(String host) {
        return isLoopback(host)
                ? new StrangerReader(StrangerReader::requireThisMachine)
                : new StrangerReader(any -> {});
    }

    /** A reader for what a client at that address has sent, who must be called back at home only. */
    public static StrangerReader forClientAt(String peer) {
        return isLoopback(peer)
                ? new StrangerReader(StrangerReader::requireThisMachine)
                : new StrangerReader(host -> requireSame(host, peer));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException e) {
            return true; // the stricter rule
        }
    }

    private static void requireThisMachine(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        if (!address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) == null) {
            throw new InvalidObjectException(host + " is another machine, which is not called from here");
        }
    }

    private static void requireSame(String host, String peer) throws IOException {
        if (!InetAddress.getByName(host).equals(InetAddress.getByName(peer))) {
            throw new InvalidObjectException(host + " is not where the client is that asked for it");
        }
    }

    /**
     * Reads one.
     *
     * @throws NotAccepted if it isn't what was expected, consists of something unknown, or is elsewhere than it may be
     */
    public <T> Stranger<T> read(byte[] bytes, Class<T> type) throws NotAccepted {
        var filter = new StrangerFilter();
        try (var in = new Stream(bytes, filter)) {
            Object proxy = in.readObject();
            if (!type.isInstance(proxy)) {
                String found = proxy == null ? "null" : proxy.getClass().getName();
                throw new NotAccepted(found + " is no " + type.getSimpleName());
            }
            return new Stranger<>(in.name(proxy), type.cast(proxy));
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            String rejected = filter.rejected();
            throw new NotAccepted(
                    rejected == null
                            ? "a " + type.getSimpleName() + " that can't be read: " + e.getMessage()
                            : rejected + " isn't accepted as a part of a " + type.getSimpleName(),
                    e);
        }
    }

    /** What is read from it is checked piece by piece. */
    private final class Stream extends ObjectInputStream {
        private final TreeSet<String> ends = new TreeSet<>();

        Stream(byte[] bytes, StrangerFilter filter) throws IOException {
            super(new ByteArrayInputStream(bytes));
            setObjectInputFilter(filter);
            enableResolveObject(true);
        }

        /** Would be called to begin distributed garbage collection. */
        @Override
        public void registerValidation(ObjectInputValidation validation, int priority) {}

        @Override
        protected Object resolveObject(Object read) throws IOException {
            if (read instanceof TcpEndpoint endpoint) {
                rule.check(endpoint.getHost());
            } else if (read instanceof SpaceAddress space) {
                rule.check(space.host());
            } else if (read instanceof BasicObjectEndpoint object) {
                ends.add(object.getObjectIdentifier() + "@" + end(object));
            } else if (read instanceof BasicInvocationHandler handler) {
                return GuardedHandler.of(handler);
            }
            return read;
        }

        private String end(BasicObjectEndpoint object) throws IOException {
            if (object.getEndpoint() instanceof TcpEndpoint endpoint && endpoint.getSocketFactory() == null) {
                return endpoint.getHost() + ":" + endpoint.getPort();
            }
            throw new InvalidObjectException("not reached over plain TCP");
        }

        private String name(Object proxy) {
            String id = proxy instanceof ReferentUuid known ? known.getReferentUuid() + " " : "";
            return id + String.join(" ", ends);
        }
    }
}
