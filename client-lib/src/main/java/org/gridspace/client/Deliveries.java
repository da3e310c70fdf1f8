package org.gridspace.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.gridspace.entry.EntryType;
import org.gridspace.wire.FoundEntry;
import org.gridspace.wire.RefusalCode;
import org.gridspace.wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Brings a session's replies to those who asked: each outcome is claimed once, under the session's lock, given to its sink outside of
 * it, and only then counts as finished. Thread-safe.
 */
final class Deliveries {
    private final Session session;
    private final ReentrantLock lock;
    private final OpenRequests requests;

    /**
     * Without anything to deliver.
     *
     * @param lock the session's, which guards the requests
     */
    Deliveries(Session session, ReentrantLock lock, OpenRequests requests) {
        this.session = session;
        this.lock = lock;
        this.requests = requests;
    }

    /**
     * Replies have come. Called by the thread that reads.
     *
     * @throws SessionEnded if the session is over
     * @throws IOException if the space says farewell
     */
    void answered(Connection from, List<Reply> replies) throws IOException {
        var found = new ArrayList<Delivery>(replies.size());
        IOException end = claim(from, replies, found);
        int delivered = 0;
        try {
            session.happened(replies);
            for (Delivery one : found) {
                if (one.isClaimed) {
                    one.accepted = one.request.sink.answered(one.reply, one.type, one.request.sentAtMillis);
                } else {
                    askForTypes(one.request, one.reply);
                }
                delivered++;
            }
        } finally {
            finish(found, delivered);
        }
        if (end != null) {
            throw end;
        }
    }

    /** Finds the requests that these are the replies of, up to one that ends the connection: the result says why it does. */
    private @Nullable IOException claim(Connection from, List<Reply> replies, List<Delivery> found) {
        lock.lock();
        try {
            for (Reply reply : replies) {
                PendingRequest request = requests.get(reply.sequence());
                if (reply instanceof Reply.Farewell farewell) {
                    return SessionLoop.farewell(farewell);
                } else if (reply.sequence() == Session.OPENING) {
                    session.closeConfirmed();
                } else if (request != null) { // otherwise a repeated request was answered twice
                    if (session.isOn(from)) {
                        requests.confirmed(request);
                    }
                    if (reply instanceof Reply.Refused refused && refused.reason() == RefusalCode.SESSION_ENDED) {
                        request.sessionHadEnded = request.transmissions == 1;
                        return new SessionEnded("the space has ended it");
                    }
                    EntryType type =
                            reply instanceof Reply.Found match ? session.types().known(match.typeId()) : null;
                    boolean clear = type != null || knowsTypes(entries(reply)) && !(reply instanceof Reply.Found);
                    if (!clear || requests.claim(request)) {
                        found.add(new Delivery(request, reply, type, clear));
                    }
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void askForTypes(PendingRequest request, Reply reply) {
        if (reply instanceof Reply.Found found) {
            session.types()
                    .with(found.typeId(), type -> deliver(request, reply, type), problem -> abandon(request, problem));
        } else {
            session.types()
                    .withAll(
                            entries(reply).stream().map(FoundEntry::typeId).toList(),
                            known -> deliver(request, reply, null),
                            problem -> abandon(request, problem));
        }
    }

    private boolean knowsTypes(List<FoundEntry> entries) {
        for (FoundEntry entry : entries) {
            if (session.types().known(entry.typeId()) == null) {
                return false;
            }
        }
        return true;
    }

    /** The entries of a reply that has several. */
    private static List<FoundEntry> entries(Reply reply) {
        if (reply instanceof Reply.FoundBatch batch) {
            return batch.entries();
        }
        return reply instanceof Reply.ContentsPage page ? page.entries() : List.of();
    }

    /** Gives an outcome to whom it belongs; only then it counts as finished. */
    void deliver(PendingRequest request, Reply reply, @Nullable EntryType type) {
        if (claim(request)) {
            var delivery = new Delivery(request, reply, type, true);
            int delivered = 0;
            try {
                delivery.accepted = request.sink.answered(reply, type, request.sentAtMillis);
                delivered = 1;
            } finally {
                finish(List.of(delivery), delivered);
            }
        }
    }

    /** Nobody can understand the outcome: it isn't acknowledged, and what was taken goes back when the session ends. */
    private void abandon(PendingRequest request, Exception problem) {
        if (claim(request)) {
            request.sink.failed(problem);
        }
    }

    private boolean claim(PendingRequest request) {
        lock.lock();
        try {
            return requests.claim(request);
        } finally {
            lock.unlock();
        }
    }

    /** Notes what has been delivered; what was claimed and has not been fails with the session. */
    private void finish(List<Delivery> deliveries, int delivered) {
        boolean late;
        lock.lock();
        try {
            for (int i = 0; i < deliveries.size(); i++) {
                Delivery one = deliveries.get(i);
                if (one.isClaimed) {
                    requests.finished(one, i < delivered);
                }
            }
            late = requests.isAcknowledgingLate();
            session.signalChange();
        } finally {
            lock.unlock();
        }
        if (late) {
            session.reading().wakeBackground();
        }
    }
}
