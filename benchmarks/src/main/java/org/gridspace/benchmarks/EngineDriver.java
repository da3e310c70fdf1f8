package org.gridspace.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedFields;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.Completions;
import org.gridspace.server.engine.Outcome;
import org.gridspace.server.engine.SessionId;
import org.gridspace.server.engine.SpaceEngine;
import org.jspecify.annotations.Nullable;

/**
 * An engine with one client that writes and takes entries of two fields, a key and a payload of 100 bytes, and acknowledges
 * every 16 requests. Confined to one thread.
 */
final class EngineDriver {
    static final int PAYLOAD_BYTES = 100;

    private static final long SEED = 20_260_101;
    private static final long FOREVER = Long.MAX_VALUE;
    private static final int ACKNOWLEDGE_EVERY = 16;
    private static final long[] NONE_ABOVE = {};
    private static final EntryType TYPE = new EntryType(List.of(new EntryType.Level(
            "org.gridspace.benchmarks.Keyed",
            List.of(new EntryType.Field("key", "java.lang.String"), new EntryType.Field("payload", "[B")))));

    private final SpaceEngine engine = new SpaceEngine(SEED);
    private final Completions completions = (request, outcome) -> this.completed++;
    private final long session;
    private final int type;
    private long sequence;
    private long completed;

    EngineDriver() {
        var open = new Command.OpenSession(new SessionId(1, 2), FOREVER);
        session = ((Outcome.SessionOpened) apply(open)).session();
        type = ((Outcome.TypeDefined) apply(new Command.DefineType(TYPE))).typeId();
    }

    /** Writes entries with the keys 0 to {@code count - 1}. */
    void fill(int count) {
        for (int i = 0; i < count; i++) {
            write(entry(i, PAYLOAD_BYTES));
        }
    }

    void write(byte[] fields) {
        apply(new Command.Write(next(), 0, new Command.NewEntry(type, fields, FOREVER)));
    }

    /** Registers for entries with that key. */
    void register(long key) {
        var templates = List.of(new Command.Template(type, template(key)));
        apply(new Command.Register(next(), 0, Command.EventKind.WRITTEN, templates, FOREVER));
    }

    /** Takes the entry with that key, 0 for no transaction, waiting at most {@code timeoutMillis}. */
    Outcome take(long transaction, long key, long timeoutMillis) {
        var template = new Command.Template(type, template(key));
        return apply(new Command.Match(next(), Command.MatchKind.TAKE, transaction, template, timeoutMillis, 0));
    }

    /** Takes the entry with that key, which is there. */
    byte[] take(long key) {
        return ((Outcome.Found) take(0, key, 0)).fields();
    }

    long begin() {
        return ((Outcome.Begun) apply(new Command.Begin(next(), 0, FOREVER))).transaction();
    }

    /** How many blocked requests have ended. */
    long completed() {
        return completed;
    }

    static byte[] entry(long key, int payloadBytes) {
        return PackedFields.pack(new byte[][] {bytes(key), new byte[payloadBytes]});
    }

    private static byte[] template(long key) {
        byte[] @Nullable [] fields = {bytes(key), null};
        return PackedFields.pack(fields);
    }

    private static byte[] bytes(long key) {
        return ("key-" + key).getBytes(StandardCharsets.US_ASCII);
    }

    private Command.Origin next() {
        if (++sequence % ACKNOWLEDGE_EVERY == 0) {
            apply(new Command.Acknowledge(session, sequence - 1, NONE_ABOVE));
        }
        return new Command.Origin(session, sequence);
    }

    private Outcome apply(Command command) {
        return engine.apply(command, 1, completions);
    }
}
