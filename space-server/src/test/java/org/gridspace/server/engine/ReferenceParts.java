package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;

/** What a {@link ReferenceSpace} is made of. */
final class ReferenceParts {
    private ReferenceParts() {}

    /** An entry. */
    static final class Item {
        final long id;
        final int type;
        final byte[] packed;
        final byte[] @Nullable [] values;
        final List<Deal> readers = new ArrayList<>();
        long end;

        @Nullable
        Deal writer;

        @Nullable
        Deal taker;

        Item(long id, int type, byte[] packed, int fields, long end) {
            this.id = id;
            this.type = type;
            this.packed = packed;
            this.values = PackedFields.unpack(packed, fields);
            this.end = end;
        }
    }

    /** A transaction. */
    static final class Deal {
        final long id;
        final @Nullable Client client;
        Transaction.State state = Transaction.State.ACTIVE;
        boolean took;
        ReferenceTransactions.@Nullable Part foreign;
        ReferenceTransactions.@Nullable Votes votes;
        long end;

        Deal(long id, @Nullable Client client, long end) {
            this.id = id;
            this.client = client;
            this.end = end;
        }
    }

    /** A session. */
    static final class Client {
        final long number;
        final SessionId id;
        final long lease;
        final TreeMap<Long, Kept> kept = new TreeMap<>();
        final TreeSet<Long> finished = new TreeSet<>();
        final TreeSet<Long> undecided = new TreeSet<>();
        boolean attached = true;
        long floor;
        long end;

        Client(long number, SessionId id, long lease) {
            this.number = number;
            this.id = id;
            this.lease = lease;
        }
    }

    /** An outcome that a session keeps; {@code backUntil} says of each entry in it until when it goes back at its end. */
    record Kept(Outcome outcome, long... backUntil) {}

    /** A blocked request. */
    static final class Waiting {
        final Command.Origin origin;
        final Command.MatchKind kind;
        final List<Command.Template> templates;
        final long hold;
        final long most; // 0: one entry, no batch
        final Client client;

        @Nullable
        final Deal deal;

        final List<Item> gathered = new ArrayList<>();
        boolean closed;
        long end;

        Waiting(Command.Match match, Client client, @Nullable Deal deal) {
            this.origin = match.origin();
            this.kind = match.kind();
            this.templates = List.of(match.template());
            this.hold = match.holdMillis();
            this.most = 0;
            this.client = client;
            this.deal = deal;
        }

        Waiting(Command.TakeBatch take, Client client, @Nullable Deal deal) {
            this.origin = take.origin();
            this.kind = Command.MatchKind.TAKE;
            this.templates = take.templates();
            this.hold = 0;
            this.most = take.maxEntries();
            this.client = client;
            this.deal = deal;
        }

        long sequence() {
            return origin.sequence();
        }
    }
}
