package org.gridspace.console.command;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.gridspace.console.outcome.ExitCode;

/** The life of a service, from its READY line to the signal that ends the process and runs its {@link ClosedAtExit}. */
final class ServiceLife {
    private ServiceLife() {}

    /** What blocks until a service has ended by itself. */
    @FunctionalInterface
    interface End {
        void await() throws InterruptedException;
    }

    /** Prints the READY line and blocks until the process ends. */
    static int serve(PrintWriter out, String ready) throws InterruptedException {
        return serve(out, ready, new CountDownLatch(1)::await);
    }

    /** As {@link #serve(PrintWriter, String)}, but returns when the service has ended in good order. */
    static int serve(PrintWriter out, String ready, End end) throws InterruptedException {
        out.println("READY " + ready);
        out.flush();
        end.await();
        return ExitCode.DONE.number();
    }
}
