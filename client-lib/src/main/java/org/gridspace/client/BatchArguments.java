package org.gridspace.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/** The raw collections of {@code JavaSpace05}, checked as its specification demands. */
@SuppressWarnings("rawtypes")
final class BatchArguments {
    private BatchArguments() {}

    /** The entries of a batch, each of which is one. */
    static List<Entry> entries(List entries) {
        var checked = new ArrayList<Entry>(entries.size());
        for (Object entry : entries) {
            checked.add(entry(Objects.requireNonNull(entry, "no entry to write")));
        }
        return checked;
    }

    /** The leases of a batch: one a entry, none negative. */
    static List<Long> leases(List entries, List leases) {
        Objects.requireNonNull(entries, "no list of entries");
        Objects.requireNonNull(leases, "no list of leases");
        if (entries.isEmpty() || entries.size() != leases.size()) {
            throw new IllegalArgumentException(entries.size() + " entries and " + leases.size() + " leases");
        }
        var checked = new ArrayList<Long>(leases.size());
        for (Object lease : leases) {
            Objects.requireNonNull(lease, "no lease for an entry");
            if (!(lease instanceof Long millis)) {
                throw new IllegalArgumentException(
                        "a lease is a Long, not a " + lease.getClass().getName());
            }
            Durations.lease(millis);
            checked.add(millis);
        }
        return checked;
    }

    /** Templates, null among them. */
    static List<@Nullable Entry> templates(Collection templates) {
        Objects.requireNonNull(templates, "no collection of templates");
        var checked = new ArrayList<@Nullable Entry>(templates.size());
        for (Object template : templates) {
            checked.add(template == null ? null : entry(template));
        }
        return checked;
    }

    private static Entry entry(Object entry) {
        if (!(entry instanceof Entry)) {
            throw new IllegalArgumentException(entry.getClass().getName() + " is no Entry");
        }
        return (Entry) entry;
    }
}
