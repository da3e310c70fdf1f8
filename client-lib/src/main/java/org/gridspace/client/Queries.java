package org.gridspace.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.jini.core.entry.UnusableEntryException;
import org.gridspace.entry.PackedEntry;
import org.gridspace.failure.EntryUnusable;

/**
 * What matches any of some queries. Immutable.
 *
 * @param types the queries' classes, one a query
 * @param templates the queries as they travel
 * @param <T> what all of their classes are
 */
record Queries<T>(List<Class<? extends T>> types, List<PackedTemplate> templates) {
    /** One query. */
    static <T> Queries<T> of(Query<T> query) {
        return new Queries<>(List.of(query.type()), List.of(query.template()));
    }

    /**
     * Several queries.
     *
     * @throws IllegalArgumentException if there is none, or there are more than a request may have
     */
    static <T> Queries<T> of(Collection<? extends Query<? extends T>> queries) {
        var types = new ArrayList<Class<? extends T>>(queries.size());
        var templates = new ArrayList<PackedTemplate>(queries.size());
        for (Query<? extends T> query : queries) {
            types.add(query.type());
            templates.add(query.template());
        }
        return new Queries<>(List.copyOf(types), PackedTemplate.checked(templates));
    }

    /**
     * Makes the object of an entry that was found.
     *
     * @throws EntryUnusable if it can't be made here
     */
    T unpack(PackedEntry entry) {
        Object found;
        try {
            found = SpaceClients.codec().unpackObject(entry);
        } catch (UnusableEntryException e) {
            throw TypedFailures.of(e);
        }
        for (Class<? extends T> type : types) {
            if (type.isInstance(found)) {
                return type.cast(found);
            }
        }
        throw new EntryUnusable("an entry of another class " + found.getClass().getName() + " than asked for", null);
    }

    /**
     * Makes the objects of entries that were found.
     *
     * @return modifiable
     * @throws EntryUnusable if one of them can't be made here; it has those that can
     */
    List<T> unpackAll(List<PackedEntry> entries) {
        var usable = new ArrayList<T>(entries.size());
        EntryUnusable problem = null;
        for (PackedEntry entry : entries) {
            try {
                usable.add(unpack(entry));
            } catch (EntryUnusable e) {
                problem = problem == null ? e : problem;
            }
        }
        if (problem != null) {
            throw new EntryUnusable(String.valueOf(problem.getMessage()), problem.getCause(), usable);
        }
        return usable;
    }
}
