package org.gridspace.discovery;

import java.io.ObjectInputFilter;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * What a remote call may make of a stranger's bytes: the JDK's basic values and collections, Jini's and River's types and
 * ours, and dynamic proxies of those; everything else is rejected before it's loaded into an object. Immutable.
 */
public final class JiniFilter implements ObjectInputFilter {
    private static final long MAX_BYTES = 4L << 20;
    private static final long MAX_REFERENCES = 100_000;
    private static final long MAX_DEPTH = 64;
    private static final long MAX_ARRAY = 1L << 20;

    /** With everything in sub-packages. */
    private static final List<String> TREES = List.of("net.jini.", "com.sun.jini.", "org.gridspace.");

    /** Without sub-packages. */
    private static final List<String> PACKAGES =
            List.of("java.lang.", "java.util.", "java.math.", "java.time.", "java.rmi.");

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
        // A proxy's interfaces are asked for one by one, before the proxy and its superclass.
        boolean proxy = type == Proxy.class || Proxy.isProxyClass(type);
        boolean allowed = proxy || type.isPrimitive() || isAllowed(type.getName());
        return allowed ? Status.ALLOWED : Status.REJECTED;
    }

    private static boolean isAllowed(String name) {
        return TREES.stream().anyMatch(name::startsWith)
                || PACKAGES.stream().anyMatch(p -> name.startsWith(p) && name.indexOf('.', p.length()) < 0);
    }
}
