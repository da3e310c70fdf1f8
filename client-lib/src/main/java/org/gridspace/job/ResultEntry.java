package org.gridspace.job;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/** What came of a task. Null fields make it a template. */
public class ResultEntry implements Entry {
    private static final long serialVersionUID = 1L;

    /** How a task ended. */
    public enum Kind {
        /** It returned a value. */
        RETURNED,
        /** It threw. */
        THREW,
        /** One of its classes couldn't be loaded or its bytes not be read. */
        NOT_LOADABLE,
        /** Its child process died of it. */
        DIED,
        /** The master cancelled it. */
        CANCELLED,
        /** It couldn't be brought to an end for another reason, such as a result too large to travel. */
        FAILED,
        /** It was refused before it began, and no other worker may run it either. */
        REFUSED;

        /** Reads {@link ResultEntry#kind}; empty for what a newer version may have written. */
        public static Optional<Kind> of(@Nullable String text) {
            for (Kind kind : values()) {
                if (kind.toString().equals(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        /** As it stands in the entry: lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The job. */
    public @Nullable UUID job;
    /** The task's number. */
    public @Nullable Integer number;
    /** {@link Kind#toString}. */
    public @Nullable String kind;
    /** The value in Java serialization, or the exception likewise where it can be serialized. */
    public byte @Nullable [] value;
    /** The class of the exception, or the one that couldn't be loaded. */
    public @Nullable String className;
    /** The exception's message, or one line that says what went wrong. */
    public @Nullable String message;
    /** The exception's stack trace at the worker, as text. */
    public @Nullable String stackTrace;
    /** Which worker ran it. */
    public @Nullable String worker;

    /** A template that matches every result. */
    public ResultEntry() {}

    /** A template for all results of a job. */
    public static ResultEntry template(UUID job) {
        var template = new ResultEntry();
        template.job = job;
        return template;
    }

    /** A result without its particulars. */
    public static ResultEntry of(UUID job, int number, Kind kind) {
        var result = template(job);
        result.number = number;
        result.kind = kind.toString();
        return result;
    }
}
