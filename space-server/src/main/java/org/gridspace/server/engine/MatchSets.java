package org.gridspace.server.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Match sets (JavaSpace05.contents): what is visible at the start and still visible when its turn comes, each entry once, in
 * the order of their numbers. A page costs what is on it. Under a transaction each page is locked for reading.
 */
final class MatchSets {
    private final Contents contents;
    private final Matching matching;
    private final Turn turn;
    private final EngineLimits limits;
    private final Grants<MatchSet> grants;

    MatchSets(Contents contents, Matching matching, Turn turn, EngineLimits limits) {
        this.contents = contents;
        this.matching = matching;
        this.turn = turn;
        this.limits = limits;
        this.grants = new Grants<>(limits.matchSets(), limits.templateBytes());
    }

    Grants<MatchSet> grants() {
        return grants;
    }

    /** Opens a match set and reads its first page; if that is all, nothing is kept. */
    Outcome open(
            Command.OpenContents request, List<Pattern> patterns, Session session, @Nullable Transaction transaction) {
        if (grants.isFull()) {
            return new Outcome.Refused(Refusal.LIMIT, "too many match sets");
        }
        long expiresAt = SpaceTime.after(turn.nowMillis(), request.leaseMillis());
        var set = new MatchSet(
                grants.nextId(), patterns, session, transaction, expiresAt, contents.lastId(), request.maxEntries());
        Outcome.ContentsPage page = page(set, 0, request.count());
        if (page.last()) {
            return new Outcome.ContentsPage(0, expiresAt, true, page.entries());
        }
        grants.add(set);
        return page;
    }

    /** Reads on. */
    Outcome.ContentsPage page(MatchSet set, long afterEntry, int count) {
        Transaction transaction = set.transaction();
        long rest = set.rest(afterEntry);
        var page = new Batch(Math.min(count, rest), limits);
        var entries = new Merge(contents, set.patterns(), true, afterEntry, false, transaction);
        long lastOfPage = afterEntry;
        boolean more = false;
        long id;
        while (!more && (id = entries.next()) >= 0 && id <= set.upToEntry()) {
            if (page.hasRoomFor(contents.table().fields(id))) {
                page.add(contents.found(id), 0);
                matching.readUnder(transaction, id);
                lastOfPage = id;
            } else {
                more = true;
            }
        }
        int size = page.entries().size();
        set.turned(afterEntry, lastOfPage, size);
        return new Outcome.ContentsPage(set.id(), set.expiresAtMillis(), !more || size >= rest, page.entries());
    }

    void end(MatchSet set) {
        grants.remove(set);
    }

    /** Ends what belongs to a session or a transaction. */
    void endOf(Object owner) {
        for (long id : grants.of(owner)) {
            MatchSet set = grants.get(id);
            if (set != null) {
                end(set);
            }
        }
    }
}
