package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gridspace.entry.EntryType;
import org.gridspace.server.engine.ReferenceParts.Client;
import org.gridspace.server.engine.ReferenceParts.Deal;
import org.gridspace.server.engine.ReferenceParts.Item;
import org.gridspace.server.engine.ReferenceParts.Kept;
import org.gridspace.server.engine.ReferenceParts.Waiting;
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
    final TreeMap<Long, Deal> deals = new TreeMap<>();
    final TreeMap<Long, Client> clients = new TreeMap<>();
    final List<Waiting> waiting = new ArrayList<>();
    final ReferenceTemplates templates;
    final ReferenceEvents events = new ReferenceEvents(this);
    final ReferenceContents contents = new ReferenceContents(this);
    private final ReferenceSessions service = new ReferenceSessions(this);
    private final ReferenceBatches batches = new ReferenceBatches(this);
    final ReferenceTransactions transactions = new ReferenceTransactions(this);
    private Completions completions = (request, outcome) -> {};
    private long now;
    private long lastItem;
    private long lastDeal;

    ReferenceSpace(EngineLimits limits) {
        this.limits = limits;
        this.templates = new ReferenceTemplates(types, limits);
    }

    Outcome apply(Command command, long nowMillis, Completions receiver) {
        now = Math.max(now, nowMillis);
        completions = receiver;
        expire();
        endThoseWithoutHope();
        Outcome outcome = command instanceof Command.OfSession request
                ? numbered(request)
                : command instanceof Command.OfTransaction found ? transactions.apply(found) : service.apply(command);
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
        for (ReferenceEvents.Listening one : events.all().values()) {
            next = Math.min(next, one.end);
        }
        for (ReferenceContents.Set set : contents.all().values()) {
            next = Math.min(next, set.end);
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
                .filter(deal -> deal.client == null || deal.client.number == session)
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
        events.all().values().removeIf(one -> one.end <= now);
        contents.all().values().removeIf(set -> set.end <= now);
        Deal deal;
        while ((deal = deals.values().stream()
                        .filter(due -> due.end <= now)
                        .min(Comparator.comparingLong((Deal due) -> due.end).thenComparingLong(due -> due.id))
                        .orElse(null))
                != null) {
            transactions.due(deal);
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
            if (wait.kind.ifExists() && wait.client.attached && !hasHope(wait)) {
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
        if (waitOf(client, sequence) != null || client.undecided.contains(sequence)) {
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
                + client.undecided.size()
                + waiting.stream().filter(wait -> wait.client == client).count();
        long bytes = 0;
        for (Kept kept : client.kept.values()) {
            bytes += ReferenceTemplates.bytesOf(kept.outcome());
        }
        return open >= limits.receiptsASession() || bytes >= limits.receiptBytesASession();
    }

    private Outcome perform(Command.OfSession request, Client client) {
        if (request instanceof Command.Match match) {
            return match(match, client);
        } else if (request instanceof Command.Write write) {
            return write(write, client);
        } else if (request instanceof Command.RenewLease renew) {
            return renew(renew, client);
        } else if (request instanceof Command.CancelLease cancel) {
            return cancel(cancel, client);
        } else if (request instanceof Command.Withdraw withdraw) {
            Waiting wait = waitOf(client, withdraw.sequence());
            if (wait != null) {
                end(wait, new Outcome.Withdrawn());
            }
            return new Outcome.Done();
        }
        Outcome outcome = transactions.perform(request, client);
        return outcome == null ? batches.perform(request, client) : outcome;
    }

    private Outcome match(Command.Match match, Client client) {
        Command.Template template = match.template();
        boolean holds = match.holdMillis() > 0;
        boolean badHold = holds && (match.transaction() != 0 || !match.kind().takes());
        if (match.timeoutMillis() < 0 || match.holdMillis() < 0 || badHold) {
            return refused(Refusal.BAD_REQUEST);
        }
        Outcome refusal = templates.refusalOf(List.of(template));
        if (refusal != null) {
            return refusal;
        }
        Deal deal = deal(client, match.transaction());
        if (match.transaction() != 0 && deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        if (holds && deals.size() >= limits.transactions()) {
            return refused(Refusal.LIMIT);
        }
        var wait = new Waiting(match, client, deal);
        Item item = first(wait, template);
        if (item != null) {
            return deliver(wait, item);
        }
        if (match.timeoutMillis() == 0 || match.kind().ifExists() && !hasHope(wait)) {
            return new Outcome.NothingFound();
        }
        return block(wait, match.timeoutMillis());
    }

    Outcome block(Waiting wait, long timeout) {
        long bytes = waiting.stream()
                .mapToLong(other -> ReferenceTemplates.bytesOf(other.templates))
                .sum();
        if (waiting.size() >= limits.waits() || bytes >= limits.templateBytes()) {
            return refused(Refusal.LIMIT);
        }
        wait.end = later(timeout);
        waiting.add(wait);
        return new Outcome.Blocked();
    }

    private Outcome write(Command.Write write, Client client) {
        Outcome refusal = templates.refusalOfAll(List.of(write.entry()));
        Deal deal = deal(client, write.transaction());
        if (refusal != null) {
            return refusal;
        }
        if (write.transaction() != 0 && deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        Item item = write(List.of(write.entry()), deal).get(0);
        return kept(client, write, new Outcome.Written(item.id, item.end));
    }

    List<Item> write(List<Command.NewEntry> entries, @Nullable Deal deal) {
        events.mark();
        List<Item> written = entries.stream().map(this::add).toList();
        written.forEach(item -> item.writer = deal);
        events.tell(written.stream().map(item -> item.id).collect(Collectors.toSet()));
        offerWhatIsFree();
        return written;
    }

    private Outcome renew(Command.RenewLease renew, Client client) {
        if (renew.leaseMillis() <= 0) {
            return refused(Refusal.BAD_REQUEST);
        }
        long end = later(renew.leaseMillis());
        if (renew.kind() == Command.LeaseKind.TRANSACTION) {
            Deal deal = deal(client, renew.id());
            if (deal == null) {
                return refused(Refusal.UNKNOWN_TRANSACTION);
            }
            if (deal.foreign != null) {
                return refused(Refusal.UNKNOWN_LEASE);
            }
            deal.end = end;
        } else if (renew.kind() == Command.LeaseKind.ENTRY && items.containsKey(renew.id())) {
            items.get(renew.id()).end = end;
        } else if (renew.kind() == Command.LeaseKind.REGISTRATION
                && events.all().containsKey(renew.id())) {
            events.all().get(renew.id()).end = end;
        } else if (renew.kind() == Command.LeaseKind.CONTENTS && contents.all().containsKey(renew.id())) {
            contents.all().get(renew.id()).end = end;
        } else {
            return refused(Refusal.UNKNOWN_LEASE);
        }
        return new Outcome.Granted(end);
    }

    private Outcome cancel(Command.CancelLease cancel, Client client) {
        if (cancel.kind() == Command.LeaseKind.TRANSACTION) {
            return transactions.abort(cancel, cancel.id(), client);
        }
        TreeMap<Long, ?> leased = switch (cancel.kind()) {
            case ENTRY, TRANSACTION -> items;
            case REGISTRATION -> events.all();
            case CONTENTS -> contents.all();
        };
        boolean gone = leased.remove(cancel.id()) == null;
        return gone ? refused(Refusal.UNKNOWN_LEASE) : kept(client, cancel, new Outcome.Done());
    }

    void end(Client client, boolean givingBack) {
        clients.remove(client.number);
        events.all().values().removeIf(one -> one.client == client);
        contents.all().values().removeIf(set -> set.client == client);
        for (Waiting wait : List.copyOf(waiting)) {
            if (wait.client == client) {
                end(wait, refused(Refusal.SESSION_ENDED));
            }
        }
        for (Deal deal : List.copyOf(deals.values())) {
            if (deal.client == client) {
                transactions.undo(deal);
            }
        }
        events.mark();
        for (Kept kept : client.kept.values()) {
            for (int i = 0; givingBack && i < kept.backUntil().length; i++) {
                if (kept.backUntil()[i] > now) {
                    Outcome.FoundEntry entry =
                            ReferenceBatches.entries(kept.outcome()).get(i);
                    put(entry.entryId(), entry.typeId(), entry.fields(), kept.backUntil()[i]);
                }
            }
        }
        events.tell(Set.of());
        offerWhatIsFree();
    }

    void end(Waiting wait, Outcome outcome) {
        waiting.remove(wait);
        completions.completed(wait.origin, outcome);
    }

    /** From the oldest entry on: a copy to every read that may have it, then the entry to the oldest such take. */
    void offerWhatIsFree() {
        if (waiting.isEmpty()) {
            return;
        }
        for (Item item : List.copyOf(items.values())) {
            for (Waiting wait : List.copyOf(waiting)) {
                if (!wait.kind.takes() && mayHave(wait, item)) {
                    satisfy(wait, item);
                }
            }
            for (Waiting wait : List.copyOf(waiting)) {
                if (wait.kind.takes() && mayHave(wait, item) && give(wait, item)) {
                    break;
                }
            }
        }
        for (Waiting wait : List.copyOf(waiting)) {
            if (!wait.gathered.isEmpty()) {
                end(wait, batches.deliver(wait));
            }
        }
    }

    /** A batch has all that comes together while there is room; from then on it is passed over. */
    private boolean give(Waiting wait, Item item) {
        if (wait.most == 0) {
            satisfy(wait, item);
            return true;
        }
        wait.closed = !templates.hasRoom(wait.gathered, wait.most, item);
        if (!wait.closed) {
            takeOut(wait, item);
        }
        return !wait.closed;
    }

    private boolean mayHave(Waiting wait, Item item) {
        return wait.client.attached
                && !wait.closed
                && templates.matchesAny(wait.templates, item)
                && isFree(item, wait.kind.takes(), wait.deal);
    }

    /** Lets a request that was away look for itself. */
    void retry(Waiting wait) {
        if (wait.most > 0) {
            Outcome outcome = batches.takeNow(wait);
            if (outcome != null) {
                end(wait, outcome);
            }
            return;
        }
        Item item = first(wait, wait.templates.get(0));
        if (item != null) {
            satisfy(wait, item);
        } else if (wait.kind.ifExists() && !hasHope(wait)) {
            end(wait, new Outcome.NothingFound());
        }
    }

    private void satisfy(Waiting wait, Item item) {
        waiting.remove(wait);
        completions.completed(wait.origin, deliver(wait, item));
    }

    private Outcome deliver(Waiting wait, Item item) {
        Deal deal = wait.hold > 0 ? newDeal(wait.client, wait.hold) : wait.deal;
        long held = wait.hold > 0 ? lastDeal : 0;
        var found = new Outcome.Found(item.id, item.type, item.packed, held);
        if (!wait.kind.takes()) {
            lock(item, deal);
            return found;
        }
        wait.client.kept.put(wait.sequence(), deal == null ? new Kept(found, item.end) : new Kept(found));
        take(item, deal);
        return found;
    }

    /** An entry goes into a batch. */
    void takeOut(Waiting wait, Item item) {
        wait.gathered.add(item);
        take(item, wait.deal);
    }

    private void take(Item item, @Nullable Deal deal) {
        if (deal == null || item.writer == deal) {
            items.remove(item.id);
        } else {
            item.taker = deal;
            deal.took = true;
        }
    }

    void lock(Item item, @Nullable Deal deal) {
        if (deal != null && item.writer != deal && !item.readers.contains(deal)) {
            item.readers.add(deal);
        }
    }

    /** What a request would get by a template now. */
    @Nullable
    Item first(Waiting wait, Command.Template template) {
        return items.values().stream()
                .filter(item -> templates.matches(template, item) && isFree(item, wait.kind.takes(), wait.deal))
                .min(ReferenceTemplates.order(template))
                .orElse(null);
    }

    /** Whether something matches that only another transaction keeps away. */
    private boolean hasHope(Waiting wait) {
        for (Item item : items.values()) {
            boolean mine = wait.deal != null && item.taker == wait.deal;
            if (!mine && templates.matchesAny(wait.templates, item)) {
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

    Item add(Command.NewEntry entry) {
        return put(++lastItem, entry.typeId(), entry.fields(), later(entry.leaseMillis()));
    }

    private Item put(long id, int type, byte[] fields, long end) {
        var item = new Item(id, type, fields, types.get(type).fieldCount(), end);
        items.put(id, item);
        return item;
    }

    Deal newDeal(Client client, long lease) {
        var deal = new Deal(++lastDeal, client, later(lease));
        deals.put(deal.id, deal);
        return deal;
    }

    @Nullable
    Deal deal(Client client, long id) {
        Deal deal = deals.get(id);
        boolean mine = deal != null && (deal.client == null || deal.client == client);
        return mine && deal.state == Transaction.State.ACTIVE ? deal : null;
    }

    private @Nullable Waiting waitOf(Client client, long sequence) {
        return waiting.stream()
                .filter(wait -> wait.client == client && wait.sequence() == sequence)
                .findFirst()
                .orElse(null);
    }

    static Outcome kept(Client client, Command.OfSession request, Outcome outcome) {
        client.kept.put(request.origin().sequence(), new Kept(outcome));
        return outcome;
    }

    void renew(Client client) {
        client.end = later(client.lease);
    }

    void complete(Command.Origin origin, Outcome outcome) {
        completions.completed(origin, outcome);
    }

    void toDo(Effect effect) {
        completions.toDo(effect);
    }

    long now() {
        return now;
    }

    void happen(Completions.Event event) {
        completions.happened(event);
    }

    long lastItem() {
        return lastItem;
    }

    long later(long millis) {
        return millis > NEVER - now ? NEVER : now + millis;
    }

    static Outcome refused(Refusal reason) {
        return new Outcome.Refused(reason, "");
    }
}
