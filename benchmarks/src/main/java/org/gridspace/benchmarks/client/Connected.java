package org.gridspace.benchmarks.client;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.rmi.RemoteException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.lookup.ServiceRegistrar;
import net.jini.core.lookup.ServiceTemplate;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace05;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceClient;
import org.jspecify.annotations.Nullable;

/** What a client process talks to. Confined to the main thread; the space itself is as thread-safe as its proxy. */
final class Connected {
    private static final long FOUND_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final URI address;
    private @Nullable JavaSpace05 space;
    private @Nullable TransactionManager transactions;

    /** {@code jini://HOST:PORT} of a lookup service, or {@code redis://} or {@code tcp://}. */
    Connected(String address) {
        this.address = URI.create(address);
    }

    /** Where it is. */
    URI address() {
        return address;
    }

    /** Whether it is a space, found by lookup. */
    boolean isSpace() {
        return address.getScheme().equals("jini");
    }

    /** The only space that is registered there. */
    JavaSpace05 space() throws IOException, ClassNotFoundException {
        if (space == null) {
            space = (JavaSpace05) find(JavaSpace05.class);
        }
        return space;
    }

    /** The asynchronous face of the space. */
    SpaceClient client() throws IOException, ClassNotFoundException {
        if (space() instanceof RemoteSpace remote) {
            return remote.client();
        }
        throw new UnsupportedOperationException("has no asynchronous calls");
    }

    /** The transaction manager that is registered there. */
    TransactionManager transactions() throws IOException, ClassNotFoundException {
        if (transactions == null) {
            transactions = (TransactionManager) find(TransactionManager.class);
        }
        return transactions;
    }

    /** Asks until it is registered: a service joins some time after it started. */
    private Object find(Class<?> type) throws IOException, ClassNotFoundException {
        if (!isSpace()) {
            throw new UnsupportedOperationException(address.getScheme() + " is no space");
        }
        long deadline = System.nanoTime() + FOUND_WITHIN_NANOS;
        ServiceRegistrar registrar = registrar();
        while (true) {
            Object found = registrar.lookup(new ServiceTemplate(null, new Class<?>[] {type}, null));
            if (found != null) {
                return found;
            }
            if (System.nanoTime() > deadline) {
                throw new RemoteException("no " + type.getSimpleName() + " is registered at " + address);
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
    }

    private ServiceRegistrar registrar() throws IOException, ClassNotFoundException {
        try {
            return new LookupLocator(address.toString()).getRegistrar();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(address.toString(), e);
        }
    }
}
