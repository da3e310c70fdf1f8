package org.gridspace.client;

import org.gridspace.entry.EntryType;
import org.gridspace.wire.Reply;
import org.jspecify.annotations.Nullable;

/** What waits for the outcome of one request. Exactly one of {@link #answered} and {@link #failed} is called, once, on any thread; neither blocks. */
interface ReplySink {
    /** What the reply to a request without an outcome of interest goes to. */
    ReplySink NONE = new ReplySink() {
        @Override
        public boolean answered(Reply reply, @Nullable EntryType type, long sentAtMillis) {
            return true;
        }

        @Override
        public void failed(Exception problem) {}
    };

    /**
     * The outcome is here; it is acknowledged when this method returns true.
     *
     * @param reply the reply
     * @param type the type of the entry if the reply is {@link Reply.Found}
     * @param sentAtMillis this machine's wall clock when the request was last sent: leases count from then
     * @return false if nobody has got the outcome: what was taken goes back when the session ends
     */
    boolean answered(Reply reply, @Nullable EntryType type, long sentAtMillis);

    /** Whether a caller is about to wait for the outcome and reads it, so that nobody else has to. */
    default boolean isAwaited() {
        return false;
    }

    /** There will be no outcome. */
    void failed(Exception problem);
}
