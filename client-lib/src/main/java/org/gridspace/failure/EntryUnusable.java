package org.gridspace.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found can't be made an object here: its class isn't there, is another one, or isn't allowed. A take has removed it
 * from the space all the same; the cause says which field or class it was.
 */
public final class EntryUnusable extends GridException {
    private static final long serialVersionUID = 1L;

    private final transient List<?> others;

    /** Says what happened and why. */
    public EntryUnusable(String message, @Nullable Throwable cause) {
        this(message, cause, List.of());
    }

    /** Says what happened and why, and what came along with it. */
    public EntryUnusable(String message, @Nullable Throwable cause, List<?> others) {
        super(message, cause, Happened.YES, false);
        this.others = List.copyOf(others);
    }

    /** The entries that were taken in the same batch and can be used; none once this exception has been serialized. */
    public List<?> others() {
        return others == null ? List.of() : others;
    }
}
