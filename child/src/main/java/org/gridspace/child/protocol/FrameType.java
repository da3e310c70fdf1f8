package org.gridspace.child.protocol;

import org.jspecify.annotations.Nullable;

/** What a frame is about. The ordinal is its number on the pipe: append only. */
public enum FrameType {
    /** To the child, first and once: {@link ChildSettings}. */
    CONFIGURE,
    /** To the child: a number that it sends back. */
    PING,
    /** To a blank child: the port of a listener of the worker's; it tries what the operating system lets it reach. */
    EXAMINE,
    /** To the child, once: SHA-256 in hexadecimal, then the bytes of a jar. */
    LOAD,
    /** To the child: a task by Java serialization. */
    RUN,
    /** To the worker: guarded and waiting. Empty. */
    READY,
    /** To the worker: the number of a {@link #PING}. */
    PONG,
    /** To the worker: texts, one for each thing that is within reach but should not be. */
    EXAMINED,
    /** To the worker: the jar is loaded. Empty. */
    LOADED,
    /** To the worker: the jar is refused; a text says why. */
    REFUSED,
    /** To the worker: the result by Java serialization. */
    RETURNED,
    /** To the worker: class name, message (may be missing), stack trace, the throwable's bytes (may be missing). */
    THREW,
    /** To the worker: the name of the class that can't be loaded, and why. */
    NOT_LOADABLE;

    private static final FrameType[] ALL = values();

    static @Nullable FrameType numbered(int number) {
        return number >= 0 && number < ALL.length ? ALL[number] : null;
    }
}
