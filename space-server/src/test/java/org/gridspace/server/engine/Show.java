package org.gridspace.server.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

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
        return String.valueOf(outcome);
    }

    static String of(Command command) {
        if (command instanceof Command.Match match) {
            return of(match.origin()) + " " + match.kind() + under(match.transaction()) + " type "
                    + match.template().typeId() + " " + of(match.template().fields()) + " wait " + match.timeoutMillis()
                    + " hold " + match.holdMillis();
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
                : command.toString();
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
        return one.equals(other);
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
