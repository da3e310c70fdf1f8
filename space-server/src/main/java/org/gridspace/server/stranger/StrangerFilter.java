package org.gridspace.server.stranger;

import java.io.ObjectInputFilter;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of what a manager's or participant's proxy may consist: a JERI dynamic proxy of Jini's interfaces, Mahalo's proxy or our own.
 * Remembers what it rejected. One for each object that is read; confined to the reading thread.
 */
final class StrangerFilter implements ObjectInputFilter {
    private static final long MAX_BYTES = 64 << 10;
    private static final long MAX_REFERENCES = 1_000;
    private static final long MAX_DEPTH = 24;
    private static final long MAX_ARRAY = 256;

    private static final Set<String> CLASSES = Set.of(
            "com.sun.jini.mahalo.TxnMgrProxy",
            "com.sun.jini.mahalo.TxnMgrProxy$ConstrainableTxnMgrProxy",
            "java.lang.String",
            "java.util.UUID",
            "net.jini.constraint.BasicMethodConstraints",
            "net.jini.constraint.BasicMethodConstraints$MethodDesc",
            "net.jini.id.Uuid",
            "net.jini.id.UuidFactory$Impl",
            "net.jini.jeri.BasicInvocationHandler",
            "net.jini.jeri.BasicObjectEndpoint",
            "net.jini.jeri.tcp.TcpEndpoint",
            "org.gridspace.client.SpaceAddress",
            "org.gridspace.client.SpaceTransactions",
            "org.gridspace.server.stranger.GuardedHandler");

    private static final String CONSTRAINTS = "net.jini.core.constraint.";
    private static final List<String> INTERFACES = List.of("net.jini.", "com.sun.jini.");

    private @Nullable String rejected;

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.streamBytes() > MAX_BYTES
                || info.references() > MAX_REFERENCES
                || info.depth() > MAX_DEPTH
                || info.arrayLength() > MAX_ARRAY) {
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return Status.UNDECIDED;
        }
        while (type.isArray()) {
            type = type.getComponentType();
        }
        if (type.isPrimitive() || isAllowed(type)) {
            return Status.ALLOWED;
        }
        rejected = type.getName();
        return Status.REJECTED;
    }

    /** The class that was the reason for a rejection, null if there was none or it was something else. */
    @Nullable
    String rejected() {
        return rejected;
    }

    private static boolean isAllowed(Class<?> type) {
        String name = type.getName();
        if (type.isInterface()) {
            return name.equals("java.rmi.Remote") || INTERFACES.stream().anyMatch(name::startsWith);
        }
        // A proxy's interfaces are asked for one by one, before the proxy and its superclass.
        return type == Proxy.class
                || Proxy.isProxyClass(type)
                || CLASSES.contains(name)
                || name.startsWith(CONSTRAINTS) && name.indexOf('.', CONSTRAINTS.length()) < 0;
    }
}
