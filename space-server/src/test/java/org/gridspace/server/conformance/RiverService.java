package org.gridspace.server.conformance;

import com.sun.jini.start.LifeCycle;
import com.sun.jini.start.ServiceProxyAccessor;
import java.lang.reflect.Constructor;
import net.jini.admin.Administrable;

/** A service of River's in this process, started without its own launcher, which wants a security manager. */
final class RiverService implements AutoCloseable {
    private final Object proxy;

    private RiverService(Object proxy) {
        this.proxy = proxy;
    }

    /**
     * Starts one.
     *
     * @param implementation its class, such as {@code com.sun.jini.mahalo.TransientMahaloImpl}
     * @param component the name of its part of a configuration
     */
    static RiverService start(String implementation, String component) throws Exception {
        Constructor<?> constructor =
                Class.forName(implementation).getDeclaredConstructor(String[].class, LifeCycle.class);
        constructor.setAccessible(true);
        String[] configuration = {
            "-",
            component + ".serverExporter=" + Loopback.class.getName() + ".exporter()",
            component + ".initialLookupGroups=new String[] {}",
        };
        LifeCycle nothing = service -> true;
        ServiceProxyAccessor service = (ServiceProxyAccessor) constructor.newInstance(configuration, nothing);
        return new RiverService(service.getServiceProxy());
    }

    static RiverService mahalo() throws Exception {
        return start("com.sun.jini.mahalo.TransientMahaloImpl", "com.sun.jini.mahalo");
    }

    <T> T proxy(Class<T> type) {
        return type.cast(proxy);
    }

    @Override
    public void close() throws Exception {
        ((com.sun.jini.admin.DestroyAdmin) ((Administrable) proxy).getAdmin()).destroy();
    }
}
