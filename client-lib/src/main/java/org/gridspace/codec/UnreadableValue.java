package org.gridspace.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that don't become an object here: they are malformed, or a class in them isn't allowed, isn't there or is
 * another one here. Nothing happened; the bytes are as they were, and reading them again fails in the same way until the
 * class path or {@code -Dgridspace.allow} is another one.
 */
public final class UnreadableValue extends IOException {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Throwable thrown;

    UnreadableValue(String message) {
        super(message);
    }

    UnreadableValue(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The values' own code has thrown something, or a class isn't there. */
    static UnreadableValue thrown(String message, Throwable thrown) {
        var problem = new UnreadableValue(message, thrown);
        problem.thrown = thrown;
        return problem;
    }

    /** What is told of it: what was thrown, if that was somebody else's exception. */
    Throwable reported() {
        return thrown == null ? this : thrown;
    }

    static UnreadableValue malformed(String what) {
        return new UnreadableValue("malformed bytes: " + what);
    }
}
