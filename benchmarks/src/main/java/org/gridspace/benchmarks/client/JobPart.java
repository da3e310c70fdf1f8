package org.gridspace.benchmarks.client;

import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/** A part of a job: two fields that many have in common, and one of its own. */
public final class JobPart implements Entry {
    private static final long serialVersionUID = 1;

    /** The job that it belongs to. */
    public @Nullable String job;

    /** How far it is. */
    public @Nullable String state;

    /** Its own number. */
    public @Nullable Long number;

    /** 200 bytes. */
    public byte @Nullable [] payload;

    /** A template that matches every part. */
    public JobPart() {}

    /** A part, or a template where something is null. */
    JobPart(@Nullable String job, @Nullable String state, @Nullable Long number, byte @Nullable [] payload) {
        this.job = job;
        this.state = state;
        this.number = number;
        this.payload = payload;
    }
}
