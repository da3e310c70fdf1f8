package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;

/**
 * A space after the letter of the specification: plain lists that are looked through from end to end, no index and
 * nothing clever. What {@link EngineModelTest} compares the engine with.
 */
final class ReferenceSpace {
    private static final long NEVER = Long.MAX_VALUE;

    final EngineLimits limits;
    final List<EntryType> types = new ArrayList<>(List.of(EntryType.ANY));
    final TreeMap<Long, Item> items = new TreeMap<>();
    private final TreeMap<Long, Deal> deals = new TreeMap<>();
    final TreeMap<Long, Client> clients = new TreeMap<>();
    final List<Waiting> waiting = new ArrayList<>();
    private final ReferenceSessions service = new ReferenceSessions(this);
    private Completions completions = (request, outcome) -> {};
    private long now;
    private long lastItem;
    private long lastDeal;

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
        final Client client;
        long end;

        Deal(long id, Client client, long end) {
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
        boolean attached = true;
        long floor;
        long end;

        Client(long number, SessionId id, long lease) {
            this.number = number;
            this.id = id;
            this.lease = lease;
        }
    }

    /** An outcome that a session keeps; {@code backUntil} is 0 when nothing goes back at its end. */
    record Kept(Outcome outcome, long backUntil) {}

    /** A blocked request. */
    record Waiting(
            Command.Match request, Client client, @Nullable Deal deal, long end) {
        long sequence() {
            return request.origin().sequence();
        }
    }

    ReferenceSpace(EngineLimits limits) {
        this.limits = limits;
    }

    Outcome apply(Command command, long nowMillis, Completions receiver) {
        now = Math.max(now, nowMillis);
        completions = receiver;
        expire();
        endThoseWithoutHope();
        Outcome outcome = command instanceof Command.OfSession request ? numbered(request) : service.apply(command);
        endThoseWithoutHope();
        return outcome;
    }

    long nextDeadlineMillis() {
        long next = NEVER;
        for (Item item : items.values()) {
            next = Math.min(next, item.end);
        }
        for (Deal deal : deals.values()) {
            next = Math.min(next, deal.end);
        }
        for (Client client : clients.values()) {
            next = Math.min(next, client.end);
        }
        for (Waiting wait : waiting) {
            next = Math.min(next, wait.end);
        }
        return next;
    }

    List<Long> entries() {
        return List.copyOf(items.keySet());
    }

    int entryCount() {
        return items.size();
    }

    List<Long> transactions(long session) {
        return deals.values().stream()
                .filter(deal -> deal.client.number == session)
                .map(deal -> deal.id)
                .toList();
    }

    List<Long> sessions() {
        return List.copyOf(clients.keySet());
    }

    List<Long> blocked(long session) {
        return waiting.stream()
                .filter(wait -> wait.client.number == session)
                .map(Waiting::sequence)
                .toList();
    }

    List<Long> receipts(long session) {
        Client client = clients.get(session);
        return client == null ? List.of() : List.copyOf(client.kept.keySet());
    }

    private void expire() {
        if (nextDeadlineMillis() > now) {
            return;
        }
        items.values().removeIf(item -> item.end <= now);
        Deal deal;
        while ((deal = deals.values().stream()
                        .filter(due -> due.end <= now)
                        .min(Comparator.comparingLong((Deal due) -> due.end).thenComparingLong(due -> due.id))
                        .orElse(null))
                != null) {
            abort(deal);
        }
        Client client;
        while ((client = clients.values().stream()
                        .filter(due -> due.end <= now)
                        .min(Comparator.comparingLong((Client due) -> due.end).thenComparingLong(due -> due.number))
                        .orElse(null))
                != null) {
            end(client, true);
        }
        for (Waiting wait : List.copyOf(waiting)) {
            if (wait.end <= now) {
                end(wait, new Outcome.NothingFound());
            }
        }
    }

    /** "If exists" waits only while every match is locked by another transaction. */
    private void endThoseWithoutHope() {
        for (Waiting wait : List.copyOf(waiting)) {
            if (wait.request.kind().ifExists() && wait.client.attached && !hasHope(wait.request, wait.deal)) {
                end(wait, new Outcome.NothingFound());
            }
        }
    }

    private Outcome numbered(Command.OfSession request) {
        Client client = clients.get(request.origin().session());
        if (client == null) {
            return refused(Refusal.SESSION_ENDED);
        }
        renew(client);
        long sequence = request.origin().sequence();
        if (sequence < 1) {
            return refused(Refusal.BAD_REQUEST);
        }
        if (sequence <= client.floor || client.finished.contains(sequence)) {
            return refused(Refusal.STALE_SEQUENCE);
        }
        if (waitOf(client, sequence) != null) {
            return new Outcome.Blocked();
        }
        if (client.kept.containsKey(sequence)) {
            return client.kept.get(sequence).outcome();
        }
        if (isFull(client) && !(request instanceof Command.Withdraw)) {
            return refused(Refusal.LIMIT);
        }
        return perform(request, client);
    }

    private boolean isFull(Client client) {
        long open = client.kept.size()
                + waiting.stream().filter(wait -> wait.client == client).count();
        long bytes = 0;
        for (Kept kept : client.kept.values()) {
            bytes += ReferenceGrants.bytesOf(kept.outcome());
        }
        return open >= limits.receiptsASession() || bytes >= limits.receiptBytesASession();
    }

    private Outcome perform(Command.OfSession request, Client client) {
        if (request instanceof Command.Match match) {
            return match(match, client);
        } else if (request instanceof Command.Write write) {
            return write(write, client);
        } else if (request instanceof Command.Commit commit) {
            return commit(commit, client);
        } else if (request instanceof Command.Abort abort) {
            return abort(abort, client);
        } else if (request instanceof Command.Begin begin) {
            return begin(begin, client);
        } else if (request instanceof Command.RenewLease renew) {
            return renew.kind() == Command.LeaseKind.TRANSACTION ? renewDeal(renew, client) : renewItem(renew);
        } else if (request instanceof Command.CancelLease cancel) {
            boolean gone = items.remove(cancel.id()) == null;
            return gone ? refused(Refusal.UNKNOWN_LEASE) : kept(client, cancel, new Outcome.Done());
        } else if (request instanceof Command.Withdraw withdraw) {
            Waiting wait = waitOf(client, withdraw.sequence());
            if (wait != null) {
                end(wait, new Outcome.Withdrawn());
            }
            return new Outcome.Done();
        }
        throw new AssertionError(request);
    }

    private Outcome match(Command.Match match, Client client) {
        Command.Template template = match.template();
        boolean holds = match.holdMillis() > 0;
        boolean badHold = holds && (match.transaction() != 0 || !match.kind().takes());
        if (match.timeoutMillis() < 0 || match.holdMillis() < 0 || badHold) {
            return refused(Refusal.BAD_REQUEST);
        }
        if (template.typeId() < 0 || template.typeId() >= types.size()) {
            return refused(Refusal.UNKNOWN_TYPE);
        }
        if (!isWellFormed(template.typeId(), template.fields())) {
            return refused(Refusal.BAD_REQUEST);
        }
        Deal deal = deal(client, match.transaction());
        if (match.transaction() != 0 && deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        if (holds && deals.size() >= limits.transactions()) {
            return refused(Refusal.LIMIT);
        }
        Item item = oldest(match, deal);
        if (item != null) {
            return deliver(match, client, deal, item);
        }
        if (match.timeoutMillis() == 0 || match.kind().ifExists() && !hasHope(match, deal)) {
            return new Outcome.NothingFound();
        }
        if (isCrowded()) {
            return refused(Refusal.LIMIT);
        }
        waiting.add(new Waiting(match, client, deal, later(match.timeoutMillis())));
        return new Outcome.Blocked();
    }

    /** Whether no more requests may block. */
    private boolean isCrowded() {
        long bytes = waiting.stream()
                .mapToLong(wait -> ReferenceGrants.bytesOf(List.of(wait.request.template())))
                .sum();
        return waiting.size() >= limits.waits() || bytes >= limits.templateBytes();
    }

    private Outcome write(Command.Write write, Client client) {
        Outcome refusal = refusalOf(write.entry());
        Deal deal = deal(client, write.transaction());
        if (refusal != null) {
            return refusal;
        }
        if (write.transaction() != 0 && deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        Item item = add(write.entry());
        item.writer = deal;
        long end = item.end;
        offerWhatIsFree();
        return kept(client, write, new Outcome.Written(item.id, end));
    }

    private Outcome commit(Command.Commit commit, Client client) {
        if (commit.lastWrites().size() > limits.batchEntries()) {
            return refused(Refusal.BAD_REQUEST);
        }
        for (Command.NewEntry entry : commit.lastWrites()) {
            Outcome refusal = refusalOf(entry);
            if (refusal != null) {
                return refusal;
            }
        }
        Deal deal = deal(client, commit.transaction());
        if (deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        close(deal);
        items.values().removeIf(item -> item.taker == deal);
        for (Item item : items.values()) {
            item.readers.remove(deal);
            item.writer = item.writer == deal ? null : item.writer;
        }
        long[] ids =
                commit.lastWrites().stream().mapToLong(entry -> add(entry).id).toArray();
        offerWhatIsFree();
        return kept(client, commit, new Outcome.Committed(ids));
    }

    private Outcome abort(Command.Abort abort, Client client) {
        Deal deal = deal(client, abort.transaction());
        if (deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        abort(deal);
        return kept(client, abort, new Outcome.Done());
    }

    private Outcome begin(Command.Begin begin, Client client) {
        if (begin.leaseMillis() <= 0) {
            return refused(Refusal.BAD_REQUEST);
        }
        if (deals.size() >= limits.transactions()) {
            return refused(Refusal.LIMIT);
        }
        Deal deal = newDeal(client, begin.leaseMillis());
        return kept(client, begin, new Outcome.Begun(deal.id, deal.end));
    }

    private Outcome renewDeal(Command.RenewLease renew, Client client) {
        Deal deal = deal(client, renew.id());
        if (renew.leaseMillis() <= 0) {
            return refused(Refusal.BAD_REQUEST);
        }
        if (deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        deal.end = later(renew.leaseMillis());
        return new Outcome.Granted(deal.end);
    }

    private Outcome renewItem(Command.RenewLease renew) {
        Item item = items.get(renew.id());
        if (renew.leaseMillis() <= 0) {
            return refused(Refusal.BAD_REQUEST);
        }
        if (item == null) {
            return refused(Refusal.UNKNOWN_LEASE);
        }
        item.end = later(renew.leaseMillis());
        return new Outcome.Granted(item.end);
    }

    private void abort(Deal deal) {
        close(deal);
        items.values().removeIf(item -> item.writer == deal);
        for (Item item : items.values()) {
            item.readers.remove(deal);
            item.taker = item.taker == deal ? null : item.taker;
        }
        offerWhatIsFree();
    }

    /** A transaction ends: what waits under it fails. */
    private void close(Deal deal) {
        deals.remove(deal.id);
        for (Waiting wait : List.copyOf(waiting)) {
            if (wait.deal == deal) {
                end(wait, refused(Refusal.UNKNOWN_TRANSACTION));
            }
        }
    }

    void end(Client client, boolean givingBack) {
        clients.remove(client.number);
        for (Waiting wait : List.copyOf(waiting)) {
            if (wait.client == client) {
                end(wait, refused(Refusal.SESSION_ENDED));
            }
        }
        for (Deal deal : List.copyOf(deals.values())) {
            if (deal.client == client) {
                abort(deal);
            }
        }
        for (Kept kept : client.kept.values()) {
            if (givingBack && kept.backUntil() > now && kept.outcome() instanceof Outcome.Found found) {
                put(found.entryId(), found.typeId(), found.fields(), kept.backUntil());
            }
        }
        offerWhatIsFree();
    }

    void end(Waiting wait, Outcome outcome) {
        waiting.remove(wait);
        completions.completed(wait.request.origin(), outcome);
    }

    /** From the oldest entry on: a copy to every read that may have it, then the entry to the oldest such take. */
    private void offerWhatIsFree() {
        if (waiting.isEmpty()) {
            return;
        }
        for (Item item : List.copyOf(items.values())) {
            for (Waiting wait : List.copyOf(waiting)) {
                if (!wait.request.kind().takes() && mayHave(wait, item)) {
                    satisfy(wait, item);
                }
            }
            waiting.stream()
                    .filter(wait -> wait.request.kind().takes() && mayHave(wait, item))
                    .findFirst()
                    .ifPresent(wait -> satisfy(wait, item));
        }
    }

    private boolean mayHave(Waiting wait, Item item) {
        return wait.client.attached
                && matches(wait.request.template(), item)
                && isFree(item, wait.request.kind().takes(), wait.deal);
    }

    void satisfy(Waiting wait, Item item) {
        waiting.remove(wait);
        completions.completed(wait.request.origin(), deliver(wait.request, wait.client, wait.deal, item));
    }

    private Outcome deliver(Command.Match request, Client client, @Nullable Deal under, Item item) {
        Deal deal = request.holdMillis() > 0 ? newDeal(client, request.holdMillis()) : under;
        long held = request.holdMillis() > 0 ? lastDeal : 0;
        var found = new Outcome.Found(item.id, item.type, item.packed, held);
        if (!request.kind().takes()) {
            if (deal != null && item.writer != deal && !item.readers.contains(deal)) {
                item.readers.add(deal);
            }
            return found;
        }
        client.kept.put(request.origin().sequence(), new Kept(found, deal == null ? item.end : 0));
        if (deal == null || item.writer == deal) {
            items.remove(item.id);
        } else {
            item.taker = deal;
        }
        return found;
    }

    @Nullable
    Item oldest(Command.Match request, @Nullable Deal deal) {
        for (Item item : items.values()) {
            if (matches(request.template(), item) && isFree(item, request.kind().takes(), deal)) {
                return item;
            }
        }
        return null;
    }

    /** Whether something matches that only another transaction keeps away. */
    boolean hasHope(Command.Match request, @Nullable Deal deal) {
        for (Item item : items.values()) {
            boolean mine = deal != null && item.taker == deal;
            if (!mine && matches(request.template(), item)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFree(Item item, boolean takes, @Nullable Deal deal) {
        if (item.writer != null) {
            return item.writer == deal;
        }
        return item.taker == null && (!takes || item.readers.stream().allMatch(reader -> reader == deal));
    }

    private boolean matches(Command.Template template, Item item) {
        EntryType type = types.get(template.typeId());
        if (!types.get(item.type).isSubtypeOf(type)) {
            return false;
        }
        byte[] @Nullable [] wanted = PackedFields.unpack(template.fields(), type.fieldCount());
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] != null && !Arrays.equals(wanted[i], item.values[i])) {
                return false;
            }
        }
        return true;
    }

    private Item add(Command.NewEntry entry) {
        return put(++lastItem, entry.typeId(), entry.fields(), later(entry.leaseMillis()));
    }

    private Item put(long id, int type, byte[] fields, long end) {
        var item = new Item(id, type, fields, types.get(type).fieldCount(), end);
        items.put(id, item);
        return item;
    }

    private Deal newDeal(Client client, long lease) {
        var deal = new Deal(++lastDeal, client, later(lease));
        deals.put(deal.id, deal);
        return deal;
    }

    private @Nullable Deal deal(Client client, long id) {
        Deal deal = deals.get(id);
        return deal == null || deal.client != client ? null : deal;
    }

    private @Nullable Waiting waitOf(Client client, long sequence) {
        return waiting.stream()
                .filter(wait -> wait.client == client && wait.sequence() == sequence)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Outcome refusalOf(Command.NewEntry entry) {
        if (entry.typeId() < 1 || entry.typeId() >= types.size()) {
            return refused(Refusal.UNKNOWN_TYPE);
        }
        boolean good = entry.leaseMillis() > 0 && isWellFormed(entry.typeId(), entry.fields());
        return good ? null : refused(Refusal.BAD_REQUEST);
    }

    private boolean isWellFormed(int type, byte[] fields) {
        try {
            PackedFields.unpack(fields, types.get(type).fieldCount());
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Outcome kept(Client client, Command.OfSession request, Outcome outcome) {
        client.kept.put(request.origin().sequence(), new Kept(outcome, 0));
        return outcome;
    }

    void renew(Client client) {
        client.end = later(client.lease);
    }

    private long later(long millis) {
        return millis > NEVER - now ? NEVER : now + millis;
    }

    static Outcome refused(Refusal reason) {
        return new Outcome.Refused(reason, "");
    }
}
