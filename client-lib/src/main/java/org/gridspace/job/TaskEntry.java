package org.gridspace.job;

import java.util.UUID;
import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * One task to be run. Owner and sandbox stand here again, because workers choose by them: a worker that may not run a
 * stranger's task never takes one. Null fields make it a template.
 */
public class TaskEntry implements Entry {
    private static final long serialVersionUID = 1L;

    /** Most bytes of a task or of a result: below the largest entry, with room for the other fields. */
    public static final int MAX_BYTES = 7 << 20;

    /** Its job. */
    public @Nullable UUID job;
    /** Its number within the job, 0 or more. */
    public @Nullable Integer number;
    /** As in {@link JobEntry#owner}. */
    public @Nullable String owner;
    /** As in {@link JobEntry#sandbox}. */
    public @Nullable String sandbox;
    /** SHA-256 of the jar with its classes and the job's resources, in lower case hexadecimal; see {@link CodeEntry}. */
    public @Nullable String code;
    /** The task in Java serialization, at most {@link #MAX_BYTES}. Only the sandbox's child looks into it. */
    public byte @Nullable [] task;
    /** {@link OwnerSecret#proof(TaskEntry)}; null where there is no secret. */
    public byte @Nullable [] proof;

    /** A template that matches every task. */
    public TaskEntry() {}

    /** A template for one task. */
    public static TaskEntry template(UUID job, int number) {
        var template = new TaskEntry();
        template.job = job;
        template.number = number;
        return template;
    }
}
