package org.gridspace.job;

import java.util.UUID;
import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A job that lives: while this is in the space, its tasks may be run. Null fields make it a template.
 */
public class JobEntry implements Entry {
    private static final long serialVersionUID = 1L;

    /** The job. */
    public @Nullable UUID job;
    /** What people call it. */
    public @Nullable String name;
    /** Whose it is: {@link OwnerSecret#owner()}, or {@link #NOBODY} where the master has no secret. */
    public @Nullable String owner;
    /** The weakest sandbox that will do: {@link SandboxDemand#toString}. */
    public @Nullable String sandbox;
    /** How long this entry and the job's code stay without their master, in milliseconds; results stay five times as long. */
    public @Nullable Long leaseMillis;
    /** {@link OwnerSecret#proof(JobEntry)}; null where there is no secret. */
    public byte @Nullable [] proof;

    /** The owner of jobs whose master has no secret. */
    public static final String NOBODY = "nobody";

    /** A template that matches every job. */
    public JobEntry() {}

    /** A template for one job. */
    public static JobEntry template(UUID job) {
        var template = new JobEntry();
        template.job = job;
        return template;
    }
}
