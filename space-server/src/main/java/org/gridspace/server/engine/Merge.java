package org.gridspace.server.engine;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the entries that match any of several templates, each entry once: always the oldest of those that the templates
 * stand at. Valid while entries only leave.
 */
final class Merge {
    private final Contents contents;
    private final @Nullable Transaction transaction;
    private final PriorityQueue<Search> searches = new PriorityQueue<>(Comparator.comparingLong(Search::current));
    private long last;

    /** Begins; what the parameters mean stands at {@link Search}. */
    Merge(
            Contents contents,
            List<Pattern> patterns,
            boolean byAge,
            long after,
            boolean takes,
            @Nullable Transaction transaction) {
        this.contents = contents;
        this.transaction = transaction;
        this.last = after;
        for (Pattern pattern : patterns) {
            push(new Search(contents, pattern, byAge, after, takes, transaction));
        }
    }

    /** The next entry, which is still there, or -1. */
    long next() {
        Search first;
        while ((first = searches.poll()) != null) {
            long id = first.current();
            first.advance();
            push(first);
            if (id != last && isThere(id)) {
                last = id;
                return id;
            }
        }
        return -1;
    }

    private boolean isThere(long id) {
        return contents.open().contains(id)
                || transaction != null && transaction.written().contains(id);
    }

    private void push(Search search) {
        if (search.current() >= 0) {
            searches.add(search);
        }
    }
}
