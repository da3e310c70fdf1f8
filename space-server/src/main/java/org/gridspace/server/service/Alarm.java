package org.gridspace.server.service;

/** Runs something later, on the service's thread. */
@FunctionalInterface
public interface Alarm {
    /** Runs {@code task} after at least this many milliseconds; the result prevents it. */
    Runnable in(long delayMillis, Runnable task);
}
