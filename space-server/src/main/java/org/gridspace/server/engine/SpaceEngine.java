package org.gridspace.server.engine;

/** The state machine of one space. Confined to one thread. (skeleton; the engine's owner fills it in) */
public final class SpaceEngine {
    /** An empty space; {@code hashSeed} keys the hash indexes and is the same on every replica. */
    public SpaceEngine(long hashSeed) {}

    /** Applies a command at {@code nowMillis}, which never decreases (a smaller value counts as the last one). */
    public Outcome apply(Command command, long nowMillis, Completions completions) {
        throw new UnsupportedOperationException();
    }

    /** When the next lease, timeout or transaction ends: a tick is due then. {@link Long#MAX_VALUE} for never. */
    public long nextDeadlineMillis() {
        return Long.MAX_VALUE;
    }
}
