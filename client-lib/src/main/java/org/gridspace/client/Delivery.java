package org.gridspace.client;

import org.gridspace.entry.EntryType;
import org.gridspace.wire.Reply;
import org.jspecify.annotations.Nullable;

/** A reply on its way to the request's sink. Confined to one thread. */
final class Delivery {
    final PendingRequest request;
    final Reply reply;
    /** The type of the one entry that was found. */
    final @Nullable EntryType type;
    /** Whether this is the one delivery of the request's outcome; else types have to be asked for first. */
    final boolean isClaimed;
    /** Whether the sink has taken the outcome. */
    boolean accepted;

    Delivery(PendingRequest request, Reply reply, @Nullable EntryType type, boolean isClaimed) {
        this.request = request;
        this.reply = reply;
        this.type = type;
        this.isClaimed = isClaimed;
    }

    /** Whether this outcome has removed entries from the space for good. */
    boolean took() {
        return request.isTake() && (reply instanceof Reply.Found || reply instanceof Reply.FoundBatch);
    }

    /** The number of the entry that was found, or 0. */
    long entryId() {
        return reply instanceof Reply.Found found ? found.entryId() : 0;
    }
}
