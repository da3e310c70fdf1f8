package org.gridspace.benchmarks.client;

import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/** What two processes throw to each other. */
public final class Ball implements Entry {
    private static final long serialVersionUID = 1;

    /** Whom it is for. */
    public @Nullable String to;

    /** When it was thrown: {@link System#nanoTime}, which processes of one Linux machine share. */
    public @Nullable Long thrownNanos;

    /** 200 bytes. */
    public byte @Nullable [] payload;

    /** A template that matches every ball. */
    public Ball() {}

    /** A ball, or a template if the others are null. */
    Ball(String to, @Nullable Long thrownNanos, byte @Nullable [] payload) {
        this.to = to;
        this.thrownNanos = thrownNanos;
        this.payload = payload;
    }
}
