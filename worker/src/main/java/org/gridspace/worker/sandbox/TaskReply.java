package org.gridspace.worker.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * What a child said about a task. All of it is a stranger's word: strings are bounded and only for people to read,
 * bytes are never deserialized in the worker's process. Immutable by convention: nobody changes the arrays.
 */
public sealed interface TaskReply {
    /**
     * The task returned.
     *
     * @param value its result by Java serialization; a {@code Runnable}'s is null, serialized
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Returned(byte[] value) implements TaskReply {}

    /**
     * The task threw, or its result could not be serialized or was larger than the policy allows.
     *
     * @param className the throwable's class
     * @param message its message, cut at 4,096 characters
     * @param stackTrace its stack trace as text, causes included, cut at 32,768 characters
     * @param serialized the throwable by Java serialization, if it serializes to 65,536 bytes or less
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Threw(String className, @Nullable String message, String stackTrace, byte @Nullable [] serialized)
            implements TaskReply {}

    /**
     * A class that the task needs is not in the job's jar, or is not valid.
     *
     * @param className the class that is missing
     * @param detail why, in one line
     */
    record NotLoadable(String className, String detail) implements TaskReply {}
}
