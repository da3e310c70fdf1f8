package org.gridspace.server.engine;

/**
 * What a request wants to have.
 *
 * @param origin which request
 * @param kind how it looks
 * @param holdMillis 0, or the lease of the transaction under which it takes
 * @param mostEntries 0 for a single entry, otherwise how many a batch has at most
 */
record Demand(Command.Origin origin, Command.MatchKind kind, long holdMillis, long mostEntries) {
    static Demand of(Command.Match request) {
        return new Demand(request.origin(), request.kind(), request.holdMillis(), 0);
    }

    static Demand of(Command.TakeBatch request) {
        return new Demand(request.origin(), Command.MatchKind.TAKE, 0, request.maxEntries());
    }

    boolean takes() {
        return kind.takes();
    }

    boolean isBatch() {
        return mostEntries > 0;
    }
}
