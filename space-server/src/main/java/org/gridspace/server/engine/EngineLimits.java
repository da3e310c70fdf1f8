package org.gridspace.server.engine;

/**
 * How much one engine keeps and moves; beyond it commands are refused with {@link Refusal#LIMIT} and change nothing, except
 * where another rule is named.
 *
 * @param types entry types, superclasses included
 * @param sessions open sessions
 * @param transactions transactions that have not ended (the hold of a request that was blocked begins even beyond that)
 * @param waits blocked requests
 * @param registrations registrations for events
 * @param matchSets open match sets
 * @param templateBytes bytes of the templates of all blocked requests, and as much for registrations and for match sets
 * @param receiptsASession outcomes that one session has not acknowledged, its blocked requests included
 * @param receiptBytesASession bytes of entries in these outcomes
 * @param eventsASession events that one session has not acknowledged; beyond it the oldest is dropped
 * @param eventBytesASession bytes of entries in these events; beyond it the oldest is dropped
 * @param batchEntries entries that one command moves, or that one page of a match set has
 * @param batchBytes bytes of entries in one answer; beyond it the rest stays for the next one
 */
public record EngineLimits(
        int types,
        int sessions,
        int transactions,
        int waits,
        int registrations,
        int matchSets,
        long templateBytes,
        int receiptsASession,
        long receiptBytesASession,
        int eventsASession,
        long eventBytesASession,
        int batchEntries,
        long batchBytes) {
    /** Generous for one space on one machine. A batch of that size fits into a frame of the wire protocol. */
    public static final EngineLimits DEFAULT = new EngineLimits(
            10_000,
            10_000,
            100_000,
            1_000_000,
            100_000,
            10_000,
            512L << 20,
            200_000,
            256L << 20,
            100_000,
            16L << 20,
            65_536,
            12L << 20);

    /** All are positive. */
    public EngineLimits {
        requirePositive(types, sessions, transactions, waits, registrations, matchSets, templateBytes);
        requirePositive(receiptsASession, receiptBytesASession, eventsASession, eventBytesASession);
        requirePositive(batchEntries, batchBytes);
    }

    private static void requirePositive(long... limits) {
        for (long limit : limits) {
            if (limit < 1) {
                throw new IllegalArgumentException("limits are positive");
            }
        }
    }
}
