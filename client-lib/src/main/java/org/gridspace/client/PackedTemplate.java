package org.gridspace.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.wire.Condition;
import org.gridspace.wire.Template;
import org.gridspace.wire.WireLimits;

/**
 * What is looked for, packed. Immutable.
 *
 * @param entry its class and the values that fields must have, null for any
 * @param conditions what must hold beside; all of them
 */
public record PackedTemplate(PackedEntry entry, List<Condition> conditions) {
    /** Most bytes of one request's templates: they are one frame. */
    private static final long MOST_BYTES = WireLimits.FRAME_BYTES - (1 << 20);

    /** Matches everything. */
    public static final PackedTemplate ANY = new PackedTemplate(PackedEntry.ANY, List.of());

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there are more conditions than a request may have, or larger ones than an entry
     */
    public PackedTemplate {
        conditions = List.copyOf(conditions);
        if (conditions.size() > WireLimits.CONDITIONS) {
            throw new IllegalArgumentException(
                    conditions.size() + " conditions; a template has at most " + WireLimits.CONDITIONS);
        }
        if (entry.fields().length + conditionBytes(conditions) > WireLimits.ENTRY_BYTES) {
            throw new IllegalArgumentException("a template of more than " + WireLimits.ENTRY_BYTES + " bytes");
        }
    }

    /** A template as JavaSpaces has them. */
    public PackedTemplate(PackedEntry entry) {
        this(entry, List.of());
    }

    private static long conditionBytes(List<Condition> conditions) {
        return conditions.stream().mapToLong(one -> one.value().length + 16L).sum();
    }

    private long bytes() {
        return 32L + entry.fields().length + conditionBytes(conditions);
    }

    /** As it travels, by the number of its type. */
    Template numbered(int typeId) {
        return new Template(typeId, entry.fields(), conditions);
    }

    static List<Template> numbered(Collection<PackedTemplate> templates, Map<EntryType, Integer> typeIds) {
        return templates.stream()
                .map(template ->
                        template.numbered(typeIds.getOrDefault(template.entry().type(), 0)))
                .toList();
    }

    static List<EntryType> types(Collection<PackedTemplate> templates) {
        return templates.stream().map(template -> template.entry().type()).toList();
    }

    static List<PackedTemplate> checked(Collection<PackedTemplate> templates) {
        if (templates.isEmpty()) {
            throw new IllegalArgumentException("no template");
        }
        if (templates.size() > WireLimits.TEMPLATES) {
            throw new IllegalArgumentException(
                    templates.size() + " templates; one call takes at most " + WireLimits.TEMPLATES);
        }
        long bytes = templates.stream().mapToLong(PackedTemplate::bytes).sum();
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "templates of " + bytes + " bytes; one call takes at most " + MOST_BYTES);
        }
        return List.copyOf(templates);
    }
}
