package org.gridspace.server.service;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.Completions;
import org.gridspace.server.engine.Effect;
import org.gridspace.server.engine.Outcome;
import org.gridspace.server.engine.SpaceEngine;
import org.gridspace.server.log.CommandLog;
import org.jspecify.annotations.Nullable;

/**
 * One space at work: the only class that joins engine and log. Stamps commands with space time, hands outcomes to the
 * connection that is attached to the session they belong to, and lets a tick happen when the engine's next deadline is due.
 * Confined to one thread.
 */
public final class SpaceService {
    /** How long a lease is when the client leaves that to the server: 24 hours, in milliseconds. */
    public static final long DEFAULT_LEASE_MILLIS = 24 * 60 * 60 * 1000L;

    private final SpaceEngine engine;
    private final CommandLog log;
    private final SpaceClock clock;
    private final Alarm alarm;
    private final Long2ObjectOpenHashMap<Attachment> attached = new Long2ObjectOpenHashMap<>();
    private final Completions completions = new ToConnections();
    private long alarmAtMillis = Long.MAX_VALUE;
    private @Nullable Runnable cancelAlarm;
    private long applyingAtMillis;
    private Consumer<Effect> performer = effect -> {};
    private @Nullable Consumer<Completions.Adoption> adopter;
    private final List<Completions.Event> toldWhileAttaching = new ArrayList<>();
    private boolean attaching;

    /**
     * A service for an engine that nobody else touches.
     *
     * @param engine the space
     * @param log makes the log that drives the replica given to it
     * @param clock space time
     * @param alarm runs the timer's task on this service's thread
     */
    public SpaceService(
            SpaceEngine engine, Function<CommandLog.Replica, CommandLog> log, SpaceClock clock, Alarm alarm) {
        this.engine = engine;
        this.clock = clock;
        this.alarm = alarm;
        this.log = log.apply(this::apply);
    }

    /** A client has connected; its requests go to the result. */
    public Attachment connect(ReplyPort port) {
        return new Attachment(this, port);
    }

    /** From now on that one performs the engine's effects, those first that somebody else has left unfinished. */
    public void performWith(Consumer<Effect> effects) {
        performer = effects;
        engine.retell(completions);
    }

    /** From now on that one finds somebody who calls listeners on behalf of the space; without it nobody does. */
    public void deliverWith(Consumer<Completions.Adoption> adopter) {
        this.adopter = adopter;
        engine.retell(completions);
    }

    /** Whether the space calls listeners itself. */
    boolean deliversDirectly() {
        return adopter != null;
    }

    /** Says who will call the listener of a registration. */
    public void adopted(Command.Adopted command) {
        submit(command, (outcome, now) -> {});
    }

    /** Submits what is said about a transaction outside of connections. */
    public void submit(Command.OfTransaction command, Consumer<Outcome> receiver) {
        submit((Command) command, (outcome, now) -> receiver.accept(outcome));
    }

    /** Whether the sessions outlive this service. */
    public boolean isDurable() {
        return log.isDurable();
    }

    /** Ends the timer and the log. */
    public void close() {
        if (cancelAlarm != null) {
            cancelAlarm.run();
        }
        log.close();
    }

    /** Submits a command with the present stamp. */
    void submit(Command command, CommandLog.Receiver receiver) {
        log.submit(command, clock.nowMillis(), receiver);
        arm();
    }

    long nowMillis() {
        return clock.nowMillis();
    }

    /** From now on the outcomes of this session go there; who had it before may not act for it any more. */
    void attach(long session, Attachment attachment) {
        Attachment earlier = attached.put(session, attachment);
        if (earlier != null && earlier != attachment) {
            earlier.supersede();
        }
    }

    /** Tells a connection that has just attached of the events that its session kept. */
    void retell(long session, Attachment attachment) {
        List<Completions.Event> told = new ArrayList<>();
        for (Completions.Event event : toldWhileAttaching) {
            if (event.session() == session) {
                if (!told.isEmpty() && told.get(told.size() - 1).number() >= event.number()) {
                    told.clear(); // from here on all are told again, the oldest first
                }
                told.add(event);
            }
        }
        toldWhileAttaching.clear();
        told.forEach(attachment::happened);
    }

    /** The connection ended: its session is detached, unless another connection has it. */
    void detach(long session, Attachment attachment) {
        if (attached.get(session) == attachment) {
            attached.remove(session);
            submit(new Command.DetachSession(session), (outcome, now) -> {});
        }
    }

    /** A session was opened for a connection that had ended by then. */
    void detachUnlessAttached(long session) {
        if (!attached.containsKey(session)) {
            submit(new Command.DetachSession(session), (outcome, now) -> {});
        }
    }

    /** The session is closed: nothing to detach. */
    void forget(long session, Attachment attachment) {
        attached.remove(session, attachment);
    }

    private Outcome apply(Command command, long nowMillis) {
        applyingAtMillis = nowMillis;
        attaching = command instanceof Command.AttachSession || command instanceof Command.OpenSession;
        toldWhileAttaching.clear();
        return engine.apply(command, nowMillis, completions);
    }

    /** Hands what the engine brings about to the connection that it concerns. */
    private final class ToConnections implements Completions {
        @Override
        public void completed(Command.Origin request, Outcome outcome) {
            Attachment attachment = attached.get(request.session());
            if (attachment != null) {
                attachment.answer(request.sequence(), outcome, applyingAtMillis);
            }
        }

        @Override
        public void adopt(Adoption adoption) {
            if (adopter != null) {
                adopter.accept(adoption);
            }
        }

        @Override
        public void toDo(Effect effect) {
            performer.accept(effect);
        }

        @Override
        public void happened(Event event) {
            if (attaching) {
                toldWhileAttaching.add(event); // the connection that it may be for isn't attached yet
            }
            Attachment attachment = attached.get(event.session());
            if (attachment != null) {
                attachment.happened(event);
            }
        }
    }

    /** Sets the timer for the engine's next deadline; one that is set too early looks again when it is due. */
    private void arm() {
        long next = engine.nextDeadlineMillis();
        if (next >= alarmAtMillis) {
            return;
        }
        if (cancelAlarm != null) {
            cancelAlarm.run();
        }
        alarmAtMillis = next;
        cancelAlarm = alarm.in(Math.max(0, next - clock.nowMillis()), this::due);
    }

    private void due() {
        alarmAtMillis = Long.MAX_VALUE;
        cancelAlarm = null;
        if (engine.nextDeadlineMillis() <= clock.nowMillis()) {
            submit(new Command.Tick(), (outcome, now) -> {});
        } else {
            arm();
        }
    }
}
