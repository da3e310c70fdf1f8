package org.gridspace.server.contract;

import com.sun.jini.start.LifeCycle;
import com.sun.jini.start.ServiceProxyAccessor;
import java.lang.reflect.Constructor;
import net.jini.admin.Administrable;
import net.jini.core.transaction.server.TransactionManager;

/** River's transaction manager in this process, transient, exported over JERI on the loopback interface. */
public final class Mahalo implements AutoCloseable {
    private static final String EXPORTER = "com.sun.jini.mahalo.serverExporter=new net.jini.jeri.BasicJeriExporter("
            + "net.jini.jeri.tcp.TcpServerEndpoint.getInstance(\"127.0.0.1\", 0),"
            + "new net.jini.jeri.BasicILFactory(), false, true)";

    private final TransactionManager proxy;

    private Mahalo(TransactionManager proxy) {
        this.proxy = proxy;
    }

    public static Mahalo start() throws Exception {
        Constructor<?> constructor = Class.forName("com.sun.jini.mahalo.TransientMahaloImpl")
                .getDeclaredConstructor(String[].class, LifeCycle.class);
        constructor.setAccessible(true);
        String[] options = {"-", EXPORTER, "com.sun.jini.mahalo.initialLookupGroups=new String[] {}"};
        LifeCycle none = impl -> true;
        var service = (ServiceProxyAccessor) constructor.newInstance(options, none);
        return new Mahalo((TransactionManager) service.getServiceProxy());
    }

    public TransactionManager proxy() {
        return proxy;
    }

    @Override
    public void close() throws Exception {
        ((com.sun.jini.admin.DestroyAdmin) ((Administrable) proxy).getAdmin()).destroy();
    }
}
