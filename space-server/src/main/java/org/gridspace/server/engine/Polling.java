package org.gridspace.server.engine;

/**
 * How the space asks the managers of foreign transactions what became of them, in milliseconds.
 *
 * @param firstMillis the pause before the first question; each one after it is twice as long as the last
 * @param longestMillis the longest pause
 * @param patienceMillis how long a manager may be out of reach before a transaction that isn't prepared is aborted
 */
public record Polling(long firstMillis, long longestMillis, long patienceMillis) {
    /** From a second to half a minute; a minute of patience. */
    public static final Polling DEFAULT = new Polling(1_000, 30_000, 60_000);

    /** All are positive, and no longer than a day. */
    public Polling {
        long day = 24 * 60 * 60 * 1000L;
        if (firstMillis < 1 || longestMillis < firstMillis || longestMillis > day) {
            throw new IllegalArgumentException("pauses between 1 ms and a day");
        }
        if (patienceMillis < 1 || patienceMillis > day) {
            throw new IllegalArgumentException("patience between 1 ms and a day");
        }
    }
}
