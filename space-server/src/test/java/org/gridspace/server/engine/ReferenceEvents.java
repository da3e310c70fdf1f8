package org.gridspace.server.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gridspace.server.engine.Completions.Event;
import org.gridspace.server.engine.ReferenceParts.Client;
import org.gridspace.server.engine.ReferenceParts.Deal;
import org.gridspace.server.engine.ReferenceParts.Item;
import org.jspecify.annotations.Nullable;

/**
 * Registrations of {@link ReferenceSpace}, told by comparison: what each of them could have before something happened, and
 * what it can have afterwards.
 */
final class ReferenceEvents {
    private final ReferenceSpace space;
    private final TreeMap<Long, Listening> all = new TreeMap<>();
    private final Map<Client, ArrayDeque<Event>> kept = new HashMap<>();
    private final Map<Client, Long> numbers = new HashMap<>();
    private Set<String> before = new HashSet<>();
    private long last;

    /** A registration. */
    static final class Listening {
        final long id;
        final Command.Register request;
        final Client client;
        final @Nullable Deal deal;
        long end;
        long told;

        Listening(long id, Command.Register request, Client client, @Nullable Deal deal, long end) {
            this.id = id;
            this.request = request;
            this.client = client;
            this.deal = deal;
            this.end = end;
        }

        boolean sees(Item item) {
            return item.taker == null && (item.writer == null || item.writer == deal);
        }

        boolean mayTake(Item item) {
            return sees(item) && item.readers.stream().allMatch(reader -> reader == deal);
        }
    }

    ReferenceEvents(ReferenceSpace space) {
        this.space = space;
    }

    TreeMap<Long, Listening> all() {
        return all;
    }

    Outcome register(Command.Register request, Client client, @Nullable Deal deal, long end) {
        long bytes = all.values().stream()
                .mapToLong(one -> ReferenceTemplates.bytesOf(one.request.templates()))
                .sum();
        if (all.size() >= space.limits.registrations() || bytes >= space.limits.templateBytes()) {
            return ReferenceSpace.refused(Refusal.LIMIT);
        }
        all.put(++last, new Listening(last, request, client, deal, end));
        return new Outcome.Registered(last, 0, end);
    }

    /** Something is about to happen. */
    void mark() {
        before = new HashSet<>();
        for (Listening one : all.values()) {
            for (Item item : space.items.values()) {
                if (one.sees(item)) {
                    before.add("sees " + one.id + " " + item.id);
                }
                if (one.mayTake(item)) {
                    before.add("may take " + one.id + " " + item.id);
                }
            }
        }
    }

    /** It has happened, and nobody has got anything yet. */
    void tell(Set<Long> written) {
        for (Item item : space.items.values()) {
            for (Listening one : all.values()) {
                boolean appears = one.sees(item) && !before.contains("sees " + one.id + " " + item.id);
                boolean available = one.mayTake(item) && !before.contains("may take " + one.id + " " + item.id);
                boolean concerns = switch (one.request.kind()) {
                    case WRITTEN -> appears && written.contains(item.id);
                    case AVAILABLE -> available;
                    case VISIBLE -> appears;
                };
                if (concerns && space.templates.matchesAny(one.request.templates(), item)) {
                    tell(one, item, appears);
                }
            }
        }
    }

    private void tell(Listening one, Item item, boolean appears) {
        boolean bare = one.request.kind() == Command.EventKind.WRITTEN;
        var event = new Event(
                one.client.number,
                numbers.merge(one.client, 1L, Long::sum),
                one.id,
                ++one.told,
                appears,
                bare ? null : ReferenceTemplates.found(item));
        ArrayDeque<Event> events = kept.computeIfAbsent(one.client, ignored -> new ArrayDeque<>());
        events.add(event);
        while (events.size() > space.limits.eventsASession()
                || events.size() > 1 && bytes(events) > space.limits.eventBytesASession()) {
            events.remove();
        }
        if (one.client.attached) {
            space.happen(event);
        }
    }

    private static long bytes(ArrayDeque<Event> events) {
        return events.stream()
                .mapToLong(
                        event -> 32 + (event.entry() == null ? 0 : event.entry().fields().length))
                .sum();
    }

    void tellAgain(Client client) {
        kept.getOrDefault(client, new ArrayDeque<>()).forEach(space::happen);
    }

    void acknowledge(Client client, long upTo) {
        kept.getOrDefault(client, new ArrayDeque<>()).removeIf(event -> event.number() <= upTo);
    }

    List<Long> numbers(long session) {
        List<Long> found = new ArrayList<>();
        kept.forEach((client, events) -> {
            if (client.number == session) {
                events.forEach(event -> found.add(event.number()));
            }
        });
        return found;
    }
}
