package org.gridspace.server.service;

import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.Completions;
import org.gridspace.server.engine.Outcome;
import org.gridspace.wire.FarewellCode;
import org.gridspace.wire.RefusalCode;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.gridspace.wire.WireFormatException;

/**
 * One connection and the session that it acts for. A connection opens or attaches to exactly one session before anything else;
 * once another connection has attached to that session, this one is refused everything. Confined to the service's thread.
 */
public final class Attachment {
    /** What the connection may do. */
    private enum State {
        NEW,
        OPENING,
        ATTACHED,
        OVER
    }

    private final SpaceService service;
    private final ReplyPort port;
    private Commands commands = new Commands(0, "");
    private State state = State.NEW;
    private long session;
    private long leaseMillis;
    private long renewedAtMillis;

    Attachment(SpaceService service, ReplyPort port) {
        this.service = service;
        this.port = port;
    }

    /**
     * Does what the client asks; the reply goes to the port, now or later.
     *
     * @throws WireFormatException if the request isn't allowed at this point; the connection is to be closed
     */
    public void handle(Request request) throws WireFormatException {
        boolean opens = request instanceof Request.OpenSession || request instanceof Request.AttachSession;
        if (opens != (state == State.NEW) || state == State.OPENING || state == State.OVER) {
            throw new WireFormatException(
                    opens ? "a connection has one session only" : "a request of a connection that has no session");
        }
        Command command = request.accept(commands);
        if (opens) {
            open(request.sequence(), command);
            return;
        }
        keepAlive();
        if (request instanceof Request.DeliverDirectly && !service.deliversDirectly()) {
            String detail = "this space doesn't call listeners itself";
            port.send(new Reply.Refused(request.sequence(), RefusalCode.BAD_REQUEST, detail));
            return;
        }
        if (request instanceof Request.Acknowledge || request instanceof Request.AcknowledgeEvents) {
            service.submit(command, (outcome, now) -> {});
        } else {
            long sequence = request.sequence();
            service.submit(command, (outcome, now) -> answer(sequence, outcome, now));
        }
        if (request instanceof Request.CloseSession) {
            close();
        }
    }

    /** Whether the connection acts for a session. */
    public boolean isAttached() {
        return state == State.ATTACHED;
    }

    /** The lease of the session in milliseconds, once attached. */
    public long leaseMillis() {
        return leaseMillis;
    }

    /** The connection has ended. */
    public void disconnected() {
        State was = state;
        state = State.OVER;
        if (was == State.ATTACHED) {
            service.detach(session, this);
        }
    }

    /** Tells the client of an event. */
    void happened(Completions.Event event) {
        if (state == State.ATTACHED) {
            port.send(Replies.of(event));
        }
    }

    void supersede() {
        if (state == State.ATTACHED) {
            state = State.OVER;
            port.end(FarewellCode.SUPERSEDED, "another connection has attached to this session");
        }
    }

    void answer(long sequence, Outcome outcome, long nowMillis) {
        if (!(outcome instanceof Outcome.Blocked) && state != State.OVER) {
            port.send(Replies.of(sequence, outcome, nowMillis));
        }
    }

    private void close() {
        state = State.OVER;
        service.forget(session, this);
    }

    /** Any request shows that the client lives: its lease starts anew, in steps of a quarter of it. */
    private void keepAlive() {
        long now = service.nowMillis();
        if (now - renewedAtMillis >= leaseMillis / 4) {
            renewedAtMillis = now;
            service.submit(new Command.RenewSession(session), (outcome, at) -> {});
        }
    }

    private void open(long sequence, Command command) {
        state = State.OPENING;
        service.submit(command, (outcome, now) -> {
            if (state != State.OPENING) {
                openedTooLate(outcome);
            } else if (outcome instanceof Outcome.SessionOpened opened) {
                state = State.ATTACHED;
                session = opened.session();
                commands = new Commands(session, port.peer());
                leaseMillis = opened.leaseMillis();
                renewedAtMillis = now;
                service.attach(session, this);
                port.send(new Reply.SessionOpened(sequence, leaseMillis));
                service.retell(session, this);
            } else {
                state = State.NEW;
                port.send(Replies.of(sequence, outcome, now));
            }
        });
    }

    /** The connection ended while its session was being opened. */
    private void openedTooLate(Outcome outcome) {
        if (outcome instanceof Outcome.SessionOpened opened) {
            service.detachUnlessAttached(opened.session());
        }
    }
}
