package org.gridspace.server.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reads page by page: entries up to a number, in the order of their numbers. Where he is, he says himself; how
 * many he may still have is counted from two marks, the place of the last page and the one after it, so that a page can be
 * asked for again.
 */
final class MatchSet extends Grant {
    private static final int NO_QUEUE = 0; // no entry ever looks for it

    private final long upToEntry;
    private final long mostEntries;
    private long lastPage;
    private long beforeLastPage;
    private long nextPage;
    private long beforeNextPage;

    MatchSet(
            long id,
            List<Pattern> patterns,
            Session session,
            @Nullable Transaction transaction,
            long expiresAtMillis,
            long upToEntry,
            long mostEntries) {
        super(id, patterns, session, transaction, expiresAtMillis);
        this.upToEntry = upToEntry;
        this.mostEntries = mostEntries;
    }

    @Override
    int queue() {
        return NO_QUEUE;
    }

    /** The highest entry that can be in it. */
    long upToEntry() {
        return upToEntry;
    }

    /** How many entries it may have after that one. */
    long rest(long afterEntry) {
        return mostEntries - before(afterEntry);
    }

    /** A page has been read. */
    void turned(long afterEntry, long lastOfPage, int entries) {
        long before = before(afterEntry);
        lastPage = afterEntry;
        beforeLastPage = before;
        nextPage = lastOfPage;
        beforeNextPage = before + entries;
    }

    private long before(long afterEntry) {
        if (afterEntry >= nextPage) {
            return beforeNextPage;
        }
        return afterEntry >= lastPage ? beforeLastPage : 0;
    }
}
