package org.gridspace.server.engine;

import static org.gridspace.server.engine.ReferenceSpace.kept;
import static org.gridspace.server.engine.ReferenceSpace.refused;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.gridspace.server.engine.ReferenceParts.Client;
import org.gridspace.server.engine.ReferenceParts.Deal;
import org.gridspace.server.engine.ReferenceParts.Item;
import org.gridspace.server.engine.ReferenceParts.Waiting;
import org.jspecify.annotations.Nullable;

/** The requests of {@link ReferenceSpace} about several entries. */
final class ReferenceBatches {
    private final ReferenceSpace space;

    ReferenceBatches(ReferenceSpace space) {
        this.space = space;
    }

    Outcome perform(Command.OfSession request, Client client) {
        if (request instanceof Command.WriteBatch write) {
            return write(write, client);
        } else if (request instanceof Command.TakeBatch take) {
            return take(take, client);
        } else if (request instanceof Command.OpenContents open) {
            return open(open, client);
        } else if (request instanceof Command.ReadContents read) {
            boolean bad = read.afterEntryId() < 0 || read.count() <= 0;
            return bad ? refused(Refusal.BAD_REQUEST) : space.contents.read(read, client);
        } else if (request instanceof Command.Register register) {
            return register(register, client);
        }
        throw new AssertionError(request);
    }

    private Outcome write(Command.WriteBatch write, Client client) {
        Outcome refusal = space.templates.refusalOfAll(write.entries());
        if (refusal != null || write.entries().isEmpty()) {
            return refusal != null ? refusal : refused(Refusal.BAD_REQUEST);
        }
        Deal deal = space.deal(client, write.transaction());
        if (write.transaction() != 0 && deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        List<Item> written = space.write(write.entries(), deal);
        return kept(
                client,
                write,
                new Outcome.WrittenBatch(
                        written.stream().mapToLong(item -> item.id).toArray(),
                        written.stream().mapToLong(item -> item.end).toArray()));
    }

    private Outcome take(Command.TakeBatch take, Client client) {
        if (take.timeoutMillis() < 0 || take.maxEntries() <= 0) {
            return refused(Refusal.BAD_REQUEST);
        }
        Outcome refusal = space.templates.refusalOf(take.templates());
        if (refusal != null) {
            return refusal;
        }
        Deal deal = space.deal(client, take.transaction());
        if (take.transaction() != 0 && deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        var wait = new Waiting(take, client, deal);
        Outcome outcome = takeNow(wait);
        if (outcome != null) {
            return outcome;
        }
        return take.timeoutMillis() == 0 ? new Outcome.NothingFound() : space.block(wait, take.timeoutMillis());
    }

    /** What single takes by each of the templates would get, the oldest of that, as long as there is room; null for nothing. */
    @Nullable
    Outcome takeNow(Waiting wait) {
        Item next;
        while ((next = next(wait)) != null && space.templates.hasRoom(wait.gathered, wait.most, next)) {
            space.takeOut(wait, next);
        }
        return wait.gathered.isEmpty() ? null : deliver(wait);
    }

    private @Nullable Item next(Waiting wait) {
        return wait.templates.stream()
                .map(template -> space.first(wait, template))
                .filter(Objects::nonNull)
                .min(Comparator.comparingLong(item -> item.id))
                .orElse(null);
    }

    Outcome deliver(Waiting wait) {
        var found = new Outcome.FoundBatch(
                wait.gathered.stream().map(ReferenceTemplates::found).toList());
        long[] backUntil = wait.deal != null
                ? new long[0]
                : wait.gathered.stream().mapToLong(item -> item.end).toArray();
        wait.client.kept.put(wait.sequence(), new ReferenceParts.Kept(found, backUntil));
        return found;
    }

    private Outcome open(Command.OpenContents open, Client client) {
        if (open.leaseMillis() <= 0 || open.maxEntries() <= 0 || open.count() < 0) {
            return refused(Refusal.BAD_REQUEST);
        }
        Outcome refusal = space.templates.refusalOf(open.templates());
        if (refusal != null) {
            return refusal;
        }
        Deal deal = space.deal(client, open.transaction());
        if (open.transaction() != 0 && deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        long end = space.later(open.leaseMillis());
        Outcome outcome = space.contents.open(open, client, deal, space.lastItem(), end);
        boolean keeps = outcome instanceof Outcome.ContentsPage page && page.contents() != 0;
        return keeps ? kept(client, open, outcome) : outcome;
    }

    private Outcome register(Command.Register register, Client client) {
        if (register.leaseMillis() <= 0) {
            return refused(Refusal.BAD_REQUEST);
        }
        Outcome refusal = space.templates.refusalOf(register.templates());
        if (refusal != null) {
            return refusal;
        }
        Deal deal = space.deal(client, register.transaction());
        if (register.transaction() != 0 && deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        Outcome outcome = space.events.register(register, client, deal, space.later(register.leaseMillis()));
        return outcome instanceof Outcome.Registered ? kept(client, register, outcome) : outcome;
    }

    /** The entries in an outcome. */
    static List<Outcome.FoundEntry> entries(Outcome outcome) {
        if (outcome instanceof Outcome.Found found) {
            return List.of(new Outcome.FoundEntry(found.entryId(), found.typeId(), found.fields()));
        }
        return ((Outcome.FoundBatch) outcome).entries();
    }
}
