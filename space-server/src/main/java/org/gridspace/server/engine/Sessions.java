package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open sessions, by number and by name. */
final class Sessions implements Deadlines.Owner {
    private final EngineLimits limits;
    private final Long2ObjectOpenHashMap<Session> byNumber = new Long2ObjectOpenHashMap<>();
    private final Map<SessionId, Session> byId = new HashMap<>();
    private final Deadlines deadlines = new Deadlines(this);
    private long lastNumber;

    Sessions(EngineLimits limits) {
        this.limits = limits;
    }

    /** Opens a session, or answers null when there are too many. */
    @Nullable
    Session open(SessionId id, long leaseMillis, long nowMillis) {
        if (byNumber.size() >= limits.sessions()) {
            return null;
        }
        var session = new Session(++lastNumber, id, leaseMillis, limits);
        session.renew(nowMillis);
        byNumber.put(session.number(), session);
        byId.put(id, session);
        deadlines.note(session.number(), session.expiresAtMillis());
        return session;
    }

    @Nullable
    Session get(long number) {
        return byNumber.get(number);
    }

    @Nullable
    Session get(SessionId id) {
        return byId.get(id);
    }

    void remove(Session session) {
        byNumber.remove(session.number());
        byId.remove(session.id());
    }

    Iterable<Session> all() {
        return byNumber.values();
    }

    int size() {
        return byNumber.size();
    }

    Deadlines deadlines() {
        return deadlines;
    }

    @Override
    public long deadlineOf(long number) {
        Session session = byNumber.get(number);
        return session == null ? SpaceTime.NEVER : session.expiresAtMillis();
    }

    @Override
    public int mortals() {
        return byNumber.size();
    }
}
