package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedFields;
import org.gridspace.server.engine.Command.MatchKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An engine with one session and two types, and short ways to say what a test does; its invariants hold after each test. */
abstract class EngineScenario {
    static final EntryType BASE = new EntryType(List.of(level("Base", "a", "b")));
    static final EntryType SUB = new EntryType(List.of(level("Base", "a", "b"), level("Sub", "c")));
    static final long FOREVER = Long.MAX_VALUE;

    final SpaceEngine engine;

    @RegisterExtension
    final SpaceInvariants invariants = new SpaceInvariants(this::engine);

    final List<String> completed = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    long now = 1_000;
    long sequence;
    long session;
    int base;
    int sub;

    EngineScenario() {
        this(EngineLimits.DEFAULT);
    }

    EngineScenario(EngineLimits limits) {
        engine = new SpaceEngine(7, limits);
    }

    private SpaceEngine engine() {
        return engine;
    }

    @BeforeEach
    void open() {
        session = open(1, 10_000);
        base = define(BASE);
        sub = define(SUB);
    }

    long open(long id, long leaseMillis) {
        return ((Outcome.SessionOpened) apply(new Command.OpenSession(new SessionId(id, id), leaseMillis))).session();
    }

    int define(EntryType type) {
        return ((Outcome.TypeDefined) apply(new Command.DefineType(type))).typeId();
    }

    long begin(long leaseMillis) {
        return ((Outcome.Begun) apply(new Command.Begin(origin(), 0, leaseMillis))).transaction();
    }

    void write(int type, String... fields) {
        write(FOREVER, type, fields);
    }

    void write(long lease, int type, String... fields) {
        assertThat(apply(new Command.Write(origin(), 0, entry(lease, type, fields))))
                .isInstanceOf(Outcome.Written.class);
    }

    String take(int type, String... fields) {
        return take(MatchKind.TAKE, 0, type, fields);
    }

    String take(MatchKind kind, long transaction, int type, String... fields) {
        return text(apply(match(kind, transaction, 0, 0, type, fields)));
    }

    void blocked(MatchKind kind, long transaction, long timeout, int type, String... fields) {
        long wait = timeout == 0 ? FOREVER : timeout;
        assertThat(apply(match(kind, transaction, wait, 0, type, fields))).isEqualTo(new Outcome.Blocked());
    }

    Command match(MatchKind kind, long transaction, long timeout, long hold, int type, String... fields) {
        return new Command.Match(origin(), kind, transaction, new Command.Template(type, pack(fields)), timeout, hold);
    }

    Command.Origin origin() {
        return new Command.Origin(session, ++sequence);
    }

    Outcome apply(Command command) {
        return engine.apply(command, now, new Completions() {
            @Override
            public void completed(Command.Origin request, Outcome outcome) {
                completed.add(request.sequence() + ":" + text(outcome));
            }

            @Override
            public void happened(Event event) {
                Outcome.FoundEntry entry = event.entry();
                String what = entry == null ? "" : (event.visibility() ? " visible " : " ") + text(entry.fields());
                events.add(event.registration() + ":" + event.sequenceNumber() + what);
            }
        });
    }

    static Command.Template template(int type, String... fields) {
        return new Command.Template(type, pack(fields));
    }

    static Command.NewEntry entry(long lease, int type, String... fields) {
        return new Command.NewEntry(type, pack(fields), lease);
    }

    static String text(Outcome outcome) {
        if (outcome instanceof Outcome.FoundBatch) {
            return texts(outcome).toString();
        }
        if (!(outcome instanceof Outcome.Found found)) {
            return outcome instanceof Outcome.NothingFound ? "nothing" : outcome.toString();
        }
        return text(found.fields());
    }

    /** The entries of a batch or a page. */
    static List<String> texts(Outcome outcome) {
        List<Outcome.FoundEntry> entries = outcome instanceof Outcome.ContentsPage page
                ? page.entries()
                : ((Outcome.FoundBatch) outcome).entries();
        return entries.stream().map(entry -> text(entry.fields())).toList();
    }

    private static String text(byte[] fields) {
        var texts = new ArrayList<String>();
        for (int at = 0; at < fields.length; at = PackedFields.next(fields, at)) {
            int start = PackedFields.valueStart(fields, at);
            int end = PackedFields.next(fields, at);
            texts.add(start < 0 ? "-" : new String(fields, start, end - start, StandardCharsets.UTF_8));
        }
        return String.join(",", texts);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] pack(String... fields) {
        byte[][] values = new byte[fields.length][];
        for (int i = 0; i < fields.length; i++) {
            values[i] = fields[i] == null ? null : fields[i].getBytes(StandardCharsets.UTF_8);
        }
        return PackedFields.pack(values);
    }

    static EntryType.Level level(String name, String... fields) {
        var list = new ArrayList<EntryType.Field>();
        for (String field : fields) {
            list.add(new EntryType.Field(field, "java.lang.String"));
        }
        return new EntryType.Level(name, list);
    }
}
