package org.gridspace.server.engine;

import java.util.List;

/** The commands of {@link ReferenceSpace} for batches, match sets and registrations. */
final class ReferenceGrants {
    private ReferenceGrants() {}

    /** What an outcome that is kept weighs. */
    static long bytesOf(Outcome outcome) {
        if (outcome instanceof Outcome.Found found) {
            return found.fields().length;
        } else if (outcome instanceof Outcome.Committed committed) {
            return 8L * committed.entryIds().length;
        } else if (outcome instanceof Outcome.WrittenBatch written) {
            return 16L * written.entryIds().length;
        } else if (outcome instanceof Outcome.FoundBatch found) {
            return found.entries().stream().mapToLong(ReferenceGrants::bytesOf).sum();
        } else if (outcome instanceof Outcome.ContentsPage page) {
            return page.entries().stream().mapToLong(ReferenceGrants::bytesOf).sum();
        }
        return 0;
    }

    static long bytesOf(Outcome.FoundEntry entry) {
        return 32 + entry.fields().length;
    }

    static long bytesOf(List<Command.Template> templates) {
        long bytes = 0;
        for (Command.Template template : templates) {
            bytes += template.fields().length;
            for (Command.Condition condition : template.conditions()) {
                bytes += condition.value().length;
            }
        }
        return bytes;
    }
}
