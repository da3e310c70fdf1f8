package org.gridspace.server.stranger;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Collection;
import net.jini.core.constraint.MethodConstraints;
import net.jini.jeri.BasicInvocationHandler;
import net.jini.jeri.OutboundRequest;
import org.gridspace.discovery.JiniFilter;

/** A remote call whose answer, too, is read behind a filter. Thread-safe. */
final class GuardedHandler extends BasicInvocationHandler {
    private static final long serialVersionUID = 1L;

    GuardedHandler(BasicInvocationHandler handler, MethodConstraints clientConstraints) {
        super(handler, clientConstraints);
    }

    /** Does what that one does, guarded. */
    static GuardedHandler of(BasicInvocationHandler handler) {
        return new GuardedHandler(handler, handler.getClientConstraints());
    }

    @Override
    protected InvocationHandler setClientConstraints(MethodConstraints constraints) {
        return new GuardedHandler(this, constraints);
    }

    @Override
    protected ObjectInputStream createMarshalInputStream(
            Object proxy, Method method, OutboundRequest request, boolean integrity, Collection context)
            throws IOException {
        ObjectInputStream stream = super.createMarshalInputStream(proxy, method, request, integrity, context);
        stream.setObjectInputFilter(new JiniFilter());
        return stream;
    }
}
