package org.gridspace.server.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the space knows of another manager's transaction. */
final class Foreign {
    private static final long NEVER = SpaceTime.NEVER;

    private final Form form;
    private @Nullable Name name;
    private long crashCount;
    private int polls;
    private boolean asking;
    private long silentSinceMillis = NEVER;
    private final List<Command.Origin> joiners = new ArrayList<>();

    /** A transaction as a client has sent it; one transaction may come in several forms. Nobody changes the bytes. */
    record Form(ByteBuffer manager, long transaction) {
        Form(byte[] manager, long transaction) {
            this(ByteBuffer.wrap(manager), transaction);
        }
    }

    /** The one name of a transaction: its manager's, however it was sent, and its number there. */
    record Name(String manager, long transaction) {}

    Foreign(Form form) {
        this.form = form;
    }

    Form form() {
        return form;
    }

    byte[] manager() {
        return form.manager.array();
    }

    /** Null until the manager was identified. */
    @Nullable
    Name name() {
        return name;
    }

    void identify(Name its, long count) {
        name = its;
        crashCount = count;
    }

    /** What the space told the manager when it joined. */
    long crashCount() {
        return crashCount;
    }

    /** Requests that wait until the space has joined. */
    List<Command.Origin> joiners() {
        return joiners;
    }

    /** Whether the manager was asked and hasn't answered. */
    boolean isAsking() {
        return asking;
    }

    void ask() {
        asking = true;
    }

    /** The manager has answered: what it says is still open. */
    void heard() {
        asking = false;
        silentSinceMillis = NEVER;
    }

    /** The manager didn't answer. Answers for how long it hasn't. */
    long missed(long nowMillis) {
        asking = false;
        silentSinceMillis = Math.min(silentSinceMillis, nowMillis);
        return nowMillis - silentSinceMillis;
    }

    /** From now on questions follow each other quickly again. */
    void startAnew() {
        polls = 0;
    }

    /** How long to wait before the next question. */
    long pause(Polling polling) {
        long doubled = polling.firstMillis() << Math.min(polls++, 20);
        long longest = silentSinceMillis == NEVER
                ? polling.longestMillis()
                : Math.min(polling.longestMillis(), Math.max(1, polling.patienceMillis() / 4));
        return Math.min(doubled, longest);
    }
}
