package org.gridspace.discovery;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.rmi.Remote;
import java.rmi.server.ExportException;
import java.util.Collection;
import java.util.function.Predicate;
import javax.net.ServerSocketFactory;
import net.jini.core.constraint.InvocationConstraints;
import net.jini.export.Exporter;
import net.jini.jeri.BasicILFactory;
import net.jini.jeri.BasicInvocationDispatcher;
import net.jini.jeri.BasicJeriExporter;
import net.jini.jeri.InboundRequest;
import net.jini.jeri.InvocationDispatcher;
import net.jini.jeri.ServerCapabilities;
import net.jini.jeri.tcp.TcpServerEndpoint;

/**
 * Exports objects for remote calls over JERI on one address only (River itself listens on all of them, whatever address it
 * is told), with arguments behind {@link JiniFilter} and only those methods that strangers are meant to call. Without
 * distributed garbage collection: whoever exports an object keeps it referenced. Stateless.
 */
public final class JeriExport {
    private static final int BACKLOG = 128;

    private JeriExport() {}

    /**
     * An exporter for one object.
     *
     * @param host the address to listen on; what clients are told is {@link GridNetwork#advertised}
     * @param callable whether a method of this name may be called from outside
     */
    public static Exporter on(String host, Predicate<String> callable) {
        return exporter(host, callable, true);
    }

    /**
     * An exporter for a listener that only wants to know that it was called: all arguments are null, whatever the caller
     * sent stays unread.
     */
    public static Exporter forNudges(String host, String method) {
        return exporter(host, method::equals, false);
    }

    private static Exporter exporter(String host, Predicate<String> callable, boolean readsArguments) {
        TcpServerEndpoint endpoint =
                TcpServerEndpoint.getInstance(GridNetwork.advertised(host), 0, null, new BoundSockets(host));
        return new BasicJeriExporter(endpoint, new GuardedFactory(callable, readsArguments), false, false);
    }

    /** Server sockets on one address. Immutable; River compares them. */
    private static final class BoundSockets extends ServerSocketFactory {
        private final String host;

        BoundSockets(String host) {
            this.host = host;
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket();
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, BACKLOG);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return new ServerSocket(port, backlog, InetAddress.getByName(host));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(address, port), backlog);
            return socket;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BoundSockets sockets && sockets.host.equals(host);
        }

        @Override
        public int hashCode() {
            return host.hashCode();
        }
    }

    private static final class GuardedFactory extends BasicILFactory {
        private final Predicate<String> callable;
        private final boolean readsArguments;

        GuardedFactory(Predicate<String> callable, boolean readsArguments) {
            super(null, null, JeriExport.class.getClassLoader());
            this.callable = callable;
            this.readsArguments = readsArguments;
        }

        @Override
        protected InvocationDispatcher createInvocationDispatcher(
                Collection methods, Remote impl, ServerCapabilities capabilities) throws ExportException {
            return new GuardedDispatcher(methods, capabilities, getClassLoader(), this);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private static final class GuardedDispatcher extends BasicInvocationDispatcher {
        private final ObjectInputFilter filter = new JiniFilter();
        private final GuardedFactory rules;

        GuardedDispatcher(Collection methods, ServerCapabilities capabilities, ClassLoader loader, GuardedFactory rules)
                throws ExportException {
            super(methods, capabilities, null, null, loader);
            this.rules = rules;
        }

        @Override
        protected Object[] unmarshalArguments(Remote impl, Method method, ObjectInputStream in, Collection context)
                throws IOException, ClassNotFoundException {
            return rules.readsArguments
                    ? super.unmarshalArguments(impl, method, in, context)
                    : new Object[method.getParameterCount()];
        }

        @Override
        protected ObjectInputStream createMarshalInputStream(
                Object impl, InboundRequest request, boolean integrity, Collection context) throws IOException {
            ObjectInputStream stream = super.createMarshalInputStream(impl, request, integrity, context);
            stream.setObjectInputFilter(filter);
            return stream;
        }

        @Override
        protected void checkAccess(Remote impl, Method method, InvocationConstraints constraints, Collection context) {
            if (!rules.callable.test(method.getName())) {
                throw new SecurityException(method.getName() + " can't be called from outside");
            }
        }
    }
}
