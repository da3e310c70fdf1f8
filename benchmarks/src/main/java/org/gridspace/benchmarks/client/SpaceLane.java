package org.gridspace.benchmarks.client;

import java.util.concurrent.TimeUnit;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;

/** Calls on a space's proxy, which the threads of a process share. */
final class SpaceLane implements Lane {
    private static final long TAKEN_WITHIN_MILLIS = TimeUnit.SECONDS.toMillis(20);

    private final JavaSpace05 space;
    private final Parcel entry = Parcel.numbered("k", 1);
    private final Parcel template = new Parcel();

    SpaceLane(JavaSpace05 space) {
        this.space = space;
    }

    @Override
    public void write() throws Exception {
        space.write(entry, null, Lease.FOREVER);
    }

    @Override
    public void take() throws Exception {
        if (space.take(template, null, TAKEN_WITHIN_MILLIS) == null) {
            throw new IllegalStateException("an entry that was written isn't there");
        }
    }
}
