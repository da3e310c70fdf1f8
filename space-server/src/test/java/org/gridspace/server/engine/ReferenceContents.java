package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.gridspace.server.engine.ReferenceParts.Client;
import org.gridspace.server.engine.ReferenceParts.Deal;
import org.gridspace.server.engine.ReferenceParts.Item;
import org.jspecify.annotations.Nullable;

/** Match sets of {@link ReferenceSpace}. */
final class ReferenceContents {
    private final ReferenceSpace space;
    private final TreeMap<Long, Set> all = new TreeMap<>();
    private long last;

    /** A match set; {@code had} says how many entries its reader had at a place. */
    static final class Set {
        final long id;
        final List<Command.Template> templates;
        final Client client;
        final @Nullable Deal deal;
        final long upTo;
        final long most;
        final TreeMap<Long, Long> had = new TreeMap<>();
        long end;

        Set(long id, Command.OpenContents open, Client client, @Nullable Deal deal, long upTo, long end) {
            this.id = id;
            this.templates = open.templates();
            this.client = client;
            this.deal = deal;
            this.upTo = upTo;
            this.most = open.maxEntries();
            this.end = end;
            had.put(0L, 0L);
        }
    }

    ReferenceContents(ReferenceSpace space) {
        this.space = space;
    }

    TreeMap<Long, Set> all() {
        return all;
    }

    /** The match sets of a session. */
    List<Long> of(long session) {
        return all.values().stream()
                .filter(set -> set.client.number == session)
                .map(set -> set.id)
                .toList();
    }

    Outcome open(Command.OpenContents open, Client client, @Nullable Deal deal, long upTo, long end) {
        long bytes = all.values().stream()
                .mapToLong(set -> ReferenceTemplates.bytesOf(set.templates))
                .sum();
        if (all.size() >= space.limits.matchSets() || bytes >= space.limits.templateBytes()) {
            return ReferenceSpace.refused(Refusal.LIMIT);
        }
        var set = new Set(++last, open, client, deal, upTo, end);
        Outcome.ContentsPage page = page(set, 0, open.count());
        if (page.last()) {
            return new Outcome.ContentsPage(0, end, true, page.entries());
        }
        all.put(set.id, set);
        return page;
    }

    Outcome read(Command.ReadContents read, Client client) {
        Set set = all.get(read.contents());
        boolean usable = set != null && set.client == client;
        return usable ? page(set, read.afterEntryId(), read.count()) : ReferenceSpace.refused(Refusal.UNKNOWN_LEASE);
    }

    private Outcome.ContentsPage page(Set set, long after, int count) {
        long before = set.had.floorEntry(after).getValue();
        long rest = set.most - before;
        List<Item> entries = new ArrayList<>();
        boolean more = false;
        for (Item item : space.items.values()) {
            boolean inSet = item.id > after && item.id <= set.upTo;
            boolean visible = item.taker == null && (item.writer == null || item.writer == set.deal);
            if (more || !inSet || !visible || !space.templates.matchesAny(set.templates, item)) {
                continue;
            }
            if (space.templates.hasRoom(entries, Math.min(count, rest), item)) {
                entries.add(item);
                space.lock(item, set.deal);
            } else {
                more = true;
            }
        }
        set.had.tailMap(0L, false).clear();
        set.had.put(after, before);
        set.had.put(entries.isEmpty() ? after : entries.get(entries.size() - 1).id, before + entries.size());
        boolean isLast = !more || entries.size() >= rest;
        List<Outcome.FoundEntry> found =
                entries.stream().map(ReferenceTemplates::found).toList();
        return new Outcome.ContentsPage(set.id, set.end, isLast, found);
    }
}
