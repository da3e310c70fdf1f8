package org.gridspace.console.command;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** The life of a service, from its READY line to the signal that ends the process and runs its {@link ClosedAtExit}. */
final class ServiceLife {
    private ServiceLife() {}

    /** Prints the READY line and blocks until the process ends. */
    static int serve(PrintWriter out, String ready) throws InterruptedException {
        out.println("READY " + ready);
        out.flush();
        new CountDownLatch(1).await();
        throw new AssertionError("nobody counts down");
    }
}
