package org.gridspace.server.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Commands and outcomes in readable form, and compared by content. */
final class Show {
    private Show() {}

    static String of(Map<Command.Origin, Outcome> completions) {
        var text = new StringBuilder();
        completions.forEach((origin, outcome) ->
                text.append("; ").append(of(origin)).append(" → ").append(of(outcome)));
        return text.toString();
    }

    static String of(Outcome outcome) {
        if (outcome instanceof Outcome.Found found) {
            String held = found.transaction() == 0 ? "" : " held by " + found.transaction();
            return "Found " + found.entryId() + " type " + found.typeId() + held;
        } else if (outcome instanceof Outcome.Committed committed) {
            return "Committed " + Arrays.toString(committed.entryIds());
        } else if (outcome instanceof Outcome.Refused refused) {
            return refused.reason().toString();
        } else if (outcome instanceof Outcome.Census census) {
            var text = new StringBuilder("Census");
            census.counts()
                    .forEach(count -> text.append(" ")
                            .append(count.type().className())
                            .append(" ")
                            .append(count.entries()));
            return text.toString();
        }
        return ofMany(outcome);
    }

    private static String ofMany(Outcome outcome) {
        if (outcome instanceof Outcome.WrittenBatch written) {
            return "WrittenBatch " + Arrays.toString(written.entryIds()) + Arrays.toString(written.expiresAtMillis());
        } else if (outcome instanceof Outcome.FoundBatch found) {
            return "FoundBatch " + ofEntries(found.entries());
        } else if (outcome instanceof Outcome.ContentsPage page) {
            String last = page.last() ? " last" : "";
            return "ContentsPage " + page.contents() + " until " + page.expiresAtMillis() + last
                    + ofEntries(page.entries());
        }
        return String.valueOf(outcome);
    }

    private static String ofEntries(List<Outcome.FoundEntry> entries) {
        return entries.stream().map(entry -> " " + entry.entryId()).collect(Collectors.joining());
    }

    static String of(List<Completions.Event> events) {
        var text = new StringBuilder();
        for (Completions.Event event : events) {
            Outcome.FoundEntry entry = event.entry();
            text.append(" [session ").append(event.session());
            text.append(" event ")
                    .append(event.number())
                    .append(" registration ")
                    .append(event.registration());
            text.append(" sequence ").append(event.sequenceNumber()).append(event.visibility() ? " visible" : "");
            text.append(entry == null ? "" : " entry " + entry.entryId()).append("]");
        }
        return text.toString();
    }

    static String of(Command command) {
        if (command instanceof Command.Match match) {
            return of(match.origin()) + " " + match.kind() + under(match.transaction()) + of(match.template())
                    + " wait " + match.timeoutMillis() + " hold " + match.holdMillis();
        } else if (command instanceof Command.Write write) {
            return of(write.origin()) + " WRITE" + under(write.transaction()) + of(write.entry());
        } else if (command instanceof Command.Commit commit) {
            var entries = new StringBuilder();
            commit.lastWrites().forEach(entry -> entries.append(of(entry)));
            return of(commit.origin()) + " COMMIT " + commit.transaction() + entries;
        } else if (command instanceof Command.Acknowledge acknowledge) {
            return acknowledge.session() + " ACK " + acknowledge.floor() + Arrays.toString(acknowledge.above());
        }
        return command instanceof Command.DefineType define
                ? "DEFINE " + define.type().className()
                : ofRare(command);
    }

    private static String ofRare(Command command) {
        if (command instanceof Command.TakeBatch take) {
            return of(take.origin()) + " TAKE BATCH" + under(take.transaction()) + ofTemplates(take.templates())
                    + " wait " + take.timeoutMillis() + " most " + take.maxEntries();
        } else if (command instanceof Command.WriteBatch write) {
            return of(write.origin()) + " WRITE BATCH" + under(write.transaction())
                    + write.entries().stream().map(Show::of).toList();
        } else if (command instanceof Command.OpenContents open) {
            return of(open.origin()) + " OPEN" + under(open.transaction()) + ofTemplates(open.templates()) + " for "
                    + open.leaseMillis() + " most " + open.maxEntries() + " count " + open.count();
        } else if (command instanceof Command.Register register) {
            return of(register.origin()) + " REGISTER " + register.kind() + under(register.transaction())
                    + ofTemplates(register.templates()) + " for " + register.leaseMillis();
        }
        return command.toString();
    }

    private static String ofTemplates(List<Command.Template> templates) {
        return templates.stream().map(Show::of).toList().toString();
    }

    private static String of(Command.Template template) {
        var text = new StringBuilder(" type " + template.typeId() + " " + of(template.fields()));
        for (Command.Condition condition : template.conditions()) {
            text.append(" ").append(condition.field()).append(" ").append(condition.comparison());
            text.append(" ").append(of(condition.value()));
        }
        return text.toString();
    }

    /** Whether two outcomes say the same; the wording of a refusal doesn't count. */
    static boolean same(Outcome one, Outcome other) {
        if (one instanceof Outcome.Found mine && other instanceof Outcome.Found its) {
            return mine.entryId() == its.entryId()
                    && mine.typeId() == its.typeId()
                    && mine.transaction() == its.transaction()
                    && Arrays.equals(mine.fields(), its.fields());
        } else if (one instanceof Outcome.Committed mine && other instanceof Outcome.Committed its) {
            return Arrays.equals(mine.entryIds(), its.entryIds());
        } else if (one instanceof Outcome.Refused mine && other instanceof Outcome.Refused its) {
            return mine.reason() == its.reason();
        }
        boolean many = one instanceof Outcome.WrittenBatch
                || one instanceof Outcome.FoundBatch
                || one instanceof Outcome.ContentsPage;
        return many ? sameOfMany(one, other) : one.equals(other);
    }

    private static boolean sameOfMany(Outcome one, Outcome other) {
        List<Outcome.FoundEntry> mine = entries(one);
        List<Outcome.FoundEntry> its = entries(other);
        boolean same = of(one).equals(of(other)) && mine.size() == its.size();
        for (int i = 0; same && i < mine.size(); i++) {
            same = same(mine.get(i), its.get(i));
        }
        return same;
    }

    private static List<Outcome.FoundEntry> entries(Outcome outcome) {
        if (outcome instanceof Outcome.FoundBatch found) {
            return found.entries();
        }
        return outcome instanceof Outcome.ContentsPage page ? page.entries() : List.of();
    }

    private static boolean same(Outcome.FoundEntry mine, Outcome.FoundEntry its) {
        return mine.entryId() == its.entryId()
                && mine.typeId() == its.typeId()
                && Arrays.equals(mine.fields(), its.fields());
    }

    static boolean same(Completions.Event mine, Completions.Event its) {
        Outcome.FoundEntry one = mine.entry();
        Outcome.FoundEntry other = its.entry();
        boolean sameEntry = one == null || other == null ? one == other : same(one, other);
        return sameEntry && of(List.of(mine)).equals(of(List.of(its)));
    }

    private static String of(Command.Origin origin) {
        return origin.session() + "/" + origin.sequence();
    }

    private static String under(long transaction) {
        return transaction == 0 ? "" : " under " + transaction;
    }

    private static String of(Command.NewEntry entry) {
        return " type " + entry.typeId() + " " + of(entry.fields()) + " for " + entry.leaseMillis();
    }

    private static String of(byte[] fields) {
        return new String(fields, StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]", ".")
                .replaceAll("(long )+", "l+");
    }
}
