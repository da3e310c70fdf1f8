package org.gridspace.server.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedFields;
import org.gridspace.server.engine.Command.MatchKind;
import org.jspecify.annotations.Nullable;

/**
 * Random commands that make sense often enough: few values, so that templates match, and numbers of entries, transactions
 * and requests that mostly exist. Each source has a mood of its own: how full the space is, how patient requests are, how
 * much goes on under transactions.
 */
final class CommandSource {
    /** Depth-first, so that their numbers are 1, 2, … in a space that defines them in this order. */
    static final List<EntryType> TYPES = List.of(
            type(level("Base", "a", "b")),
            type(level("Base", "a", "b"), level("Sub", "c")),
            type(level("Base", "a", "b"), level("Sub", "c"), level("Leaf")),
            type(level("Base", "a", "b"), level("Side", "d")),
            type(level("Other", "a")),
            type(level("Base", "a", "other")));

    private static final byte[][] VALUES = {
        bytes("x"), bytes("xa"), bytes("y"), bytes("x" + "long ".repeat(40)), new byte[0],
    };

    private final Random random;
    private final ReferenceSpace space;
    private final int[] sequences = new int[10_000];
    private final List<Command.OfSession> past = new ArrayList<>();
    private final int wantedEntries;
    private final int patience;
    private final int shareUnderTransactions;
    private final int values;
    private final int pace;
    private final int strangers;
    private final TransactionSource transactions;
    private long now = 1_000;

    CommandSource(Random random, ReferenceSpace space) {
        this.random = random;
        this.space = space;
        this.wantedEntries = pick(0, 2, 6, 15, 80);
        this.patience = pick(5, 50, 80, 95);
        this.shareUnderTransactions = pick(5, 40, 70, 90);
        this.values = pick(1, 2, 3, 5);
        this.pace = pick(0, 1, 3, 10);
        this.strangers = pick(0, 4, 20);
        this.transactions = new TransactionSource(random, space);
    }

    /** The moment of the next command; seldom one before the last. */
    long moment() {
        if (chance(3)) {
            return now - random.nextInt(5);
        }
        if (chance(1)) {
            now += random.nextInt(400);
        } else if (chance(2) && space.nextDeadlineMillis() != Long.MAX_VALUE) {
            now = Math.max(now, space.nextDeadlineMillis() - random.nextInt(2));
        } else {
            now += pace == 0 ? 0 : random.nextInt(pace);
        }
        return now;
    }

    Command next() {
        int kind = random.nextInt(100);
        if (kind < 12 || space.sessions().isEmpty()) {
            return ofService(random.nextInt(26));
        }
        if (chance(strangers)) {
            return transactions.said();
        }
        if (kind < 15 && !past.isEmpty()) {
            return past.get(past.size() - 1 - random.nextInt(Math.min(60, past.size())));
        }
        Command.OfSession request = request(anyOf(space.sessions(), 1));
        past.add(request);
        if (past.size() > 1_000) {
            past.subList(0, 900).clear();
        }
        return request;
    }

    private Command ofService(int kind) {
        long session = anyOf(space.sessions(), 3);
        return switch (kind) {
            case 0, 1, 2 -> new Command.OpenSession(name(), chance(3) ? -random.nextInt(2) : pick(80, 400, 2_000));
            case 3, 4, 5 -> new Command.AttachSession(name(), random.nextInt(4));
            case 6, 7 -> new Command.DetachSession(session);
            case 8 -> chance(20) ? new Command.CloseSession(session) : new Command.Tick();
            case 9 -> new Command.TakeCensus();
            case 10 -> new Command.DefineType(TYPES.get(random.nextInt(TYPES.size())));
            case 11 -> new Command.DescribeType(random.nextInt(TYPES.size() + 3) - 1);
            case 12, 13, 14 -> new Command.RenewSession(session);
            case 15, 16, 17 -> new Command.Tick();
            case 18, 19 -> new Command.AcknowledgeEvents(session, anyOf(space.events.numbers(session), 5));
            default -> acknowledgement(session);
        };
    }

    private Command acknowledgement(long session) {
        List<Long> receipts = space.receipts(session);
        if (receipts.size() > 8 && chance(50)) {
            return new Command.Acknowledge(session, receipts.get(receipts.size() - 1 - random.nextInt(4)), new long[0]);
        }
        long floor = 0;
        if (chance(70) && !receipts.isEmpty()) {
            floor = receipts.get(random.nextInt(receipts.size()));
        } else if (chance(10)) {
            floor = sequence(session) - random.nextInt(4);
        }
        long[] above = new long[random.nextInt(4)];
        for (int i = 0; i < above.length; i++) {
            above[i] = chance(10) ? sequence(session) - random.nextInt(5) : anyOf(receipts, 1);
        }
        return new Command.Acknowledge(session, chance(60) ? 0 : floor, above);
    }

    private Command.OfSession request(long session) {
        var origin = new Command.Origin(session, chance(2) ? sequence(session) - random.nextInt(6) : next(session));
        int kind = random.nextInt(100);
        if (chance(shareUnderTransactions) && space.transactions(session).isEmpty()) {
            return new Command.Begin(origin, chance(40) ? transactions.number() : 0, lease());
        }
        if (chance(strangers)) {
            return transactions.asked(origin, anyTransaction(session));
        }
        boolean crowded = space.entryCount() > wantedEntries;
        if (kind < (crowded ? 4 : 24)) {
            return new Command.Write(origin, transaction(session), entry());
        } else if (kind < (crowded ? 5 : 28)) {
            return new Command.WriteBatch(origin, transaction(session), entries(6));
        } else if (kind < 62) {
            return match(origin);
        } else if (kind < 70) {
            return takeBatch(origin);
        } else if (kind < 79) {
            return granted(origin);
        } else if (kind < 82) {
            return new Command.Begin(origin, chance(30) ? transactions.number() : chance(3) ? 7 : 0, lease());
        } else if (kind < 85) {
            return new Command.Commit(origin, anyTransaction(session), entries(3));
        } else if (kind < 88) {
            return new Command.Abort(origin, anyTransaction(session));
        } else if (kind < 93) {
            Command.LeaseKind leased = leased();
            return new Command.RenewLease(origin, leased, ofKind(leased, session), lease());
        } else if (kind < 97) {
            Command.LeaseKind leased = chance(50) ? Command.LeaseKind.ENTRY : leased();
            return new Command.CancelLease(origin, leased, ofKind(leased, session));
        }
        return new Command.Withdraw(origin, anyOf(space.blocked(session), 10));
    }

    private Command.LeaseKind leased() {
        return Command.LeaseKind.values()[random.nextInt(4)];
    }

    private long ofKind(Command.LeaseKind kind, long session) {
        return switch (kind) {
            case ENTRY -> anyOf(space.entries(), 4);
            case TRANSACTION -> anyTransaction(session);
            case REGISTRATION -> anyOf(List.copyOf(space.events.all().keySet()), 4);
            case CONTENTS -> anyOf(List.copyOf(space.contents.all().keySet()), 4);
        };
    }

    private Command.OfSession takeBatch(Command.Origin origin) {
        long timeout = chance(patience) ? chance(20) ? Long.MAX_VALUE : 1 + random.nextInt(300) : 0;
        long most = chance(1) ? 0 : chance(20) ? Long.MAX_VALUE : 1 + random.nextInt(6);
        return new Command.TakeBatch(
                origin, transaction(origin.session()), templates(), chance(1) ? -1 : timeout, most);
    }

    /** Something about a match set or a registration. */
    private Command.OfSession granted(Command.Origin origin) {
        long transaction = transaction(origin.session());
        if (chance(40)) {
            var kind = Command.EventKind.values()[random.nextInt(3)];
            return new Command.Register(origin, transaction, kind, templates(), lease());
        }
        List<Long> sets = space.contents.of(origin.session());
        int count = chance(1) ? 0 : chance(60) ? 1 : 1 + random.nextInt(4);
        if (sets.isEmpty() ? chance(95) : chance(20)) {
            long most = chance(1) ? 0 : chance(50) ? Long.MAX_VALUE : 1 + random.nextInt(8);
            List<Command.Template> templates = chance(50) ? List.of(new Command.Template(0, new byte[0])) : templates();
            return new Command.OpenContents(origin, transaction, templates, lease(), most, count);
        }
        long set = anyOf(sets, 4);
        return new Command.ReadContents(origin, set, chance(1) ? -1 : position(set), count);
    }

    /** Mostly one at which the reader of a match set can be. */
    private long position(long set) {
        ReferenceContents.Set known = space.contents.all().get(set);
        return known == null || chance(10) ? anyOf(space.entries(), 10) : anyOf(List.copyOf(known.had.keySet()), 2);
    }

    private Command.OfSession match(Command.Origin origin) {
        MatchKind kind = MatchKind.values()[random.nextInt(4)];
        long timeout = chance(patience) ? chance(20) ? Long.MAX_VALUE : 1 + random.nextInt(300) : 0;
        boolean holds = chance(kind.takes() ? 15 : 1);
        long transaction = holds && !chance(3) ? 0 : transaction(origin.session());
        return new Command.Match(
                origin, kind, transaction, template(), chance(1) ? -1 : timeout, holds ? 1 + random.nextInt(200) : 0);
    }

    private Command.Template template() {
        int type = chance(1) ? random.nextInt(20) - 5 : random.nextInt(TYPES.size() + 1);
        int fields = type >= 1 && type <= TYPES.size() ? TYPES.get(type - 1).fieldCount() : 0;
        return new Command.Template(type, fields(fields, chance(50) ? 50 : 90), conditions(fields));
    }

    private List<Command.Condition> conditions(int fields) {
        var conditions = new ArrayList<Command.Condition>();
        while (fields > 0 && chance(25)) {
            int field = chance(1) ? random.nextInt(8) - 2 : random.nextInt(fields);
            var comparison = Command.Comparison.values()[random.nextInt(5)];
            conditions.add(new Command.Condition(field, comparison, VALUES[random.nextInt(VALUES.length)]));
        }
        return conditions;
    }

    private List<Command.Template> templates() {
        var templates = new ArrayList<Command.Template>();
        for (int i = chance(1) ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            templates.add(template());
        }
        return templates;
    }

    private Command.NewEntry entry() {
        int type = chance(1) ? random.nextInt(20) - 5 : 1 + random.nextInt(TYPES.size());
        int fields = type >= 1 && type <= TYPES.size() ? TYPES.get(type - 1).fieldCount() : 0;
        return new Command.NewEntry(type, fields(fields, 10), lease());
    }

    private List<Command.NewEntry> entries(int most) {
        var entries = new ArrayList<Command.NewEntry>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            entries.add(entry());
        }
        return entries;
    }

    private byte[] fields(int count, int nulls) {
        byte[] @Nullable [] fields = new byte[chance(1) ? count + 1 : count][];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = chance(nulls) ? null : VALUES[random.nextInt(values)];
        }
        return PackedFields.pack(fields);
    }

    private long lease() {
        if (chance(2)) {
            return -random.nextInt(2);
        }
        return chance(30) ? Long.MAX_VALUE - random.nextInt(2) : 1 + random.nextInt(chance(50) ? 60 : 1_000);
    }

    private long transaction(long session) {
        return chance(shareUnderTransactions) ? anyTransaction(session) : 0;
    }

    private long anyTransaction(long session) {
        List<Long> own = space.transactions(session);
        return own.isEmpty() ? random.nextInt(2) : anyOf(own, 3);
    }

    /** One of them, or now and then any small number. */
    private long anyOf(List<Long> numbers, int wild) {
        return numbers.isEmpty() || chance(wild) ? random.nextInt(20) : numbers.get(random.nextInt(numbers.size()));
    }

    private SessionId name() {
        return new SessionId(random.nextInt(6), 0);
    }

    private long next(long session) {
        return ++sequences[(int) session];
    }

    private long sequence(long session) {
        return sequences[(int) session];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private int pick(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static EntryType type(EntryType.Level... levels) {
        return new EntryType(List.of(levels));
    }

    private static EntryType.Level level(String name, String... fields) {
        var list = new ArrayList<EntryType.Field>();
        for (String field : fields) {
            list.add(new EntryType.Field(field, "java.lang.Object"));
        }
        return new EntryType.Level(name, list);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
