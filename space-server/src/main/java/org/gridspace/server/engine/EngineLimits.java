package org.gridspace.server.engine;

/**
 * How much one engine keeps; beyond it commands are refused with {@link Refusal#LIMIT} and change nothing.
 *
 * @param types entry types, superclasses included
 * @param sessions open sessions
 * @param transactions transactions that have not ended (the hold of a request that was blocked begins even beyond that)
 * @param waits blocked requests
 * @param receiptsASession outcomes that one session has not acknowledged, its blocked requests included
 * @param receiptBytesASession bytes of entries in these outcomes
 */
public record EngineLimits(
        int types, int sessions, int transactions, int waits, int receiptsASession, long receiptBytesASession) {
    /** Generous for one space on one machine. */
    public static final EngineLimits DEFAULT =
            new EngineLimits(10_000, 10_000, 100_000, 1_000_000, 200_000, 256L << 20);

    /** All are positive. */
    public EngineLimits {
        if (types < 1 || sessions < 1 || transactions < 1 || waits < 1 || receiptsASession < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
        if (receiptBytesASession < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
