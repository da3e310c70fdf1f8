package org.gridspace.benchmarks.client;

import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/** A task. */
public final class Chore implements Entry {
    private static final long serialVersionUID = 1;

    /** Its number; negative ones tell a worker to stop. */
    public @Nullable Integer number;

    /** How long it waits, as if it did something. */
    public @Nullable Long waitNanos;

    /** 200 bytes. */
    public byte @Nullable [] payload;

    /** A template that matches every task. */
    public Chore() {}

    /** A task. */
    Chore(int number, long waitNanos, byte[] payload) {
        this.number = number;
        this.waitNanos = waitNanos;
        this.payload = payload;
    }
}
