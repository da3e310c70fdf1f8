package org.gridspace.job;

import java.util.UUID;
import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/** A word of the master to whichever workers it concerns, who read it and leave it there. Null fields make it a template. */
public class ControlEntry implements Entry {
    private static final long serialVersionUID = 1L;

    /** {@link #kind}: the task {@link #number} is to be stopped. */
    public static final String CANCEL_TASK = "cancel-task";

    /** The job. */
    public @Nullable UUID job;
    /** {@link #CANCEL_TASK}. */
    public @Nullable String kind;
    /** Which task. */
    public @Nullable Integer number;

    /** A template that matches every word. */
    public ControlEntry() {}

    /** Says, or waits for, the cancelling of one task. */
    public static ControlEntry cancelTask(UUID job, int number) {
        var entry = new ControlEntry();
        entry.job = job;
        entry.kind = CANCEL_TASK;
        entry.number = number;
        return entry;
    }
}
