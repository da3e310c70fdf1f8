package org.gridspace.server.engine;

import static org.gridspace.server.engine.ReferenceSpace.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gridspace.entry.EntryType;
import org.gridspace.server.engine.ReferenceParts.Client;
import org.gridspace.server.engine.ReferenceParts.Waiting;
import org.jspecify.annotations.Nullable;

/** The commands of {@link ReferenceSpace} that are no numbered requests: sessions, types, the census. */
final class ReferenceSessions {
    private final ReferenceSpace space;
    private long lastNumber;

    ReferenceSessions(ReferenceSpace space) {
        this.space = space;
    }

    Outcome apply(Command command) {
        if (command instanceof Command.OpenSession open) {
            return open(open);
        } else if (command instanceof Command.AttachSession attach) {
            Client client = client(attach.id());
            if (client == null) {
                return refused(Refusal.SESSION_ENDED);
            }
            space.events.acknowledge(client, attach.eventsArrived());
            return attach(client);
        } else if (command instanceof Command.DefineType define) {
            return define(define.type());
        } else if (command instanceof Command.DescribeType describe) {
            int id = describe.typeId();
            boolean known = id >= 0 && id < space.types.size();
            return known ? new Outcome.TypeIs(space.types.get(id)) : refused(Refusal.UNKNOWN_TYPE);
        } else if (command instanceof Command.TakeCensus) {
            return census();
        } else if (command instanceof Command.Tick) {
            return new Outcome.Done();
        }
        return ofClient(command);
    }

    private Outcome ofClient(Command command) {
        if (command instanceof Command.DetachSession detach && space.clients.containsKey(detach.session())) {
            space.clients.get(detach.session()).attached = false;
            return new Outcome.Done();
        } else if (command instanceof Command.RenewSession renew && space.clients.containsKey(renew.session())) {
            space.renew(space.clients.get(renew.session()));
            return new Outcome.Done();
        } else if (command instanceof Command.CloseSession close && space.clients.containsKey(close.session())) {
            space.end(space.clients.get(close.session()), false);
            return new Outcome.Done();
        } else if (command instanceof Command.Acknowledge ack && space.clients.containsKey(ack.session())) {
            acknowledge(space.clients.get(ack.session()), ack);
            return new Outcome.Done();
        } else if (command instanceof Command.AcknowledgeEvents ack && space.clients.containsKey(ack.session())) {
            space.events.acknowledge(space.clients.get(ack.session()), ack.upTo());
            return new Outcome.Done();
        }
        return refused(Refusal.SESSION_ENDED);
    }

    private Outcome open(Command.OpenSession open) {
        if (open.leaseMillis() <= 0) {
            return refused(Refusal.BAD_REQUEST);
        }
        Client known = client(open.id());
        if (known != null) {
            return attach(known);
        }
        if (space.clients.size() >= space.limits.sessions()) {
            return refused(Refusal.LIMIT);
        }
        var client = new Client(++lastNumber, open.id(), open.leaseMillis());
        space.renew(client);
        space.clients.put(client.number, client);
        return new Outcome.SessionOpened(client.number, client.lease);
    }

    private Outcome attach(Client client) {
        space.renew(client);
        boolean wasAway = !client.attached;
        client.attached = true;
        for (Waiting wait : List.copyOf(space.waiting)) {
            if (wasAway && wait.client == client) {
                space.retry(wait);
            }
        }
        space.events.tellAgain(client);
        return new Outcome.SessionOpened(client.number, client.lease);
    }

    private void acknowledge(Client client, Command.Acknowledge ack) {
        client.floor = Math.max(client.floor, ack.floor());
        client.kept.headMap(client.floor, true).clear();
        client.finished.headSet(client.floor, true).clear();
        for (long sequence : ack.above()) {
            if (sequence > client.floor && runs(client.finished) < space.limits.receiptsASession()) {
                client.kept.remove(sequence);
                client.finished.add(sequence);
            }
        }
    }

    /** How many ranges of successive numbers there are: so many are remembered. */
    private static long runs(Set<Long> numbers) {
        return numbers.stream().filter(number -> !numbers.contains(number - 1)).count();
    }

    private Outcome define(EntryType type) {
        for (int depth = 0; depth <= type.levels().size(); depth++) {
            EntryType above = new EntryType(type.levels().subList(0, depth));
            if (!space.types.contains(above)) {
                space.types.add(above);
            }
        }
        return new Outcome.TypeDefined(space.types.indexOf(type));
    }

    private Outcome census() {
        var counts = new ArrayList<Outcome.TypeCount>();
        for (int type = 1; type < space.types.size(); type++) {
            int wanted = type;
            long count = space.items.values().stream()
                    .filter(item -> item.type == wanted && item.writer == null && item.taker == null)
                    .count();
            counts.add(new Outcome.TypeCount(space.types.get(type), count));
        }
        return new Outcome.Census(counts);
    }

    private @Nullable Client client(SessionId id) {
        return space.clients.values().stream()
                .filter(client -> client.id.equals(id))
                .findFirst()
                .orElse(null);
    }
}
