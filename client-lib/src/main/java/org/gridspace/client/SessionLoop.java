package org.gridspace.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.gridspace.entry.EntryType;
import org.gridspace.wire.FarewellCode;
import org.gridspace.wire.RefusalCode;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a session's background thread does: connects, acknowledges, shows that the client lives while nothing else does, connects
 * again, and reads when {@link Reading} lets it. Confined to that thread but for {@link #closed} and what is volatile.
 */
final class SessionLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger(SessionLoop.class.getName());
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 1000;
    private static final long CLOSING_MILLIS = 1000;

    private final Session session;
    private final ClientConfig config;
    private final Connector connector;
    private final long heartbeatNanos;
    private long leaseMillis;
    /** What came at once with the opening of the session: events, told again. */
    private List<Reply> early = List.of();

    private long pauseMillis;
    private volatile boolean heartbeatPending;
    private long heartbeatNanosSince;
    private long attachedNanos;
    private long closingSinceNanos;
    private boolean closingSent;
    private volatile boolean closingDone;
    private @Nullable Connection current;

    SessionLoop(Session session, ClientConfig config, Connector connector) {
        this.session = session;
        this.config = config;
        this.connector = connector;
        this.leaseMillis = config.leaseMillis();
        this.heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(config.heartbeatMillis());
    }

    /** The space has confirmed the end of the session. Called by any thread. */
    void closed() {
        closingDone = true;
        session.reading().wakeBackground();
    }

    @Override
    public void run() {
        Exception reason = new SessionEnded("its thread failed");
        try {
            reason = live();
        } catch (InterruptedException e) {
            reason = new SessionEnded("its thread was interrupted");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the client of " + session.address + " failed", e);
            reason = e;
        } finally {
            dropConnection();
            session.end(reason);
        }
    }

    /** Lives until the session is over and answers why it is. */
    private Exception live() throws InterruptedException {
        try {
            connect(
                    new Request.OpenSession(Session.OPENING, session.idHigh, session.idLow, config.leaseMillis()),
                    config.connectMillis());
        } catch (IOException e) {
            return e;
        }
        while (true) {
            IOException problem;
            try {
                serve();
                return new SessionEnded("it was closed");
            } catch (SessionEnded e) {
                return e;
            } catch (IOException e) {
                problem = e;
            }
            dropConnection();
            IOException end = reattach(problem);
            if (end != null) {
                return end;
            }
        }
    }

    private void dropConnection() {
        Connection connection = current;
        if (connection != null) {
            current = null;
            session.detached();
            connection.dispose();
            if (connection.heardAtNanos() - attachedNanos > 0) {
                pauseMillis = 0;
            }
        }
    }

    /** Connects again, until the session is attached or over; answers why it is, or null. */
    private @Nullable IOException reattach(IOException problem) throws InterruptedException {
        long started = System.nanoTime();
        LOG.log(System.Logger.Level.DEBUG, "connection to {0} broke: {1}", session.address, problem.toString());
        IOException last = problem;
        while (!session.isClosing()) {
            session.pause(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS + pauseMillis * 2)
                    + ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS);
            long left = leaseMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            if (left <= 0) {
                return new SessionEnded("not reachable for " + leaseMillis + " ms: " + last.getMessage());
            }
            try {
                connect(
                        new Request.AttachSession(
                                Session.OPENING,
                                session.idHigh,
                                session.idLow,
                                session.events().lastArrived()),
                        Math.min(left, config.connectMillis()));
                return null;
            } catch (SessionEnded | WrongSpace e) {
                return e;
            } catch (IOException e) {
                last = e;
            }
        }
        return new SessionEnded("it was closed while there was no connection");
    }

    private void connect(Request opening, long timeoutMillis) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        Connection connection = connector.open(session.address, timeoutMillis);
        boolean attached = false;
        try {
            connection.add(opening);
            connection.flush();
            leaseMillis = awaitSession(connection, deadline);
            attached = true;
        } finally {
            if (!attached) {
                connection.dispose();
            }
        }
        current = connection;
        attachedNanos = System.nanoTime();
        heartbeatNanosSince = attachedNanos;
        session.attached(connection, early);
        early = List.of();
    }

    /** Waits for the answer to the opening and gives the session's lease. */
    private long awaitSession(Connection connection, long deadline) throws IOException {
        List<Reply> replies = connection.replies();
        while (replies.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("no session from " + session.address);
            }
            connection.awaitInput(left);
            connection.receive();
            replies = connection.replies();
        }
        Reply reply = replies.get(0);
        if (reply instanceof Reply.SessionOpened opened) {
            early = replies.subList(1, replies.size());
            return opened.leaseMillis();
        } else if (reply instanceof Reply.Refused refused) {
            if (refused.reason() == RefusalCode.SESSION_ENDED) {
                throw new SessionEnded("the space has ended it");
            }
            throw new IOException("no session: " + refused.reason() + " " + refused.detail());
        } else if (reply instanceof Reply.Farewell farewell) {
            throw farewell(farewell);
        }
        throw new IOException("no session: " + reply.getClass().getSimpleName());
    }

    /** Works until the session is closed. */
    private void serve() throws IOException {
        while (true) {
            Connection connection = current;
            if (connection == null) {
                return;
            }
            long wait = heartbeat(connection);
            wait = Math.min(session.acknowledge(), wait);
            if (session.isClosing()) {
                if (leave(connection)) {
                    return;
                }
                wait = Math.min(wait, TimeUnit.MILLISECONDS.toNanos(CLOSING_MILLIS));
            }
            Thread.interrupted(); // somebody's dependent stage; it means nothing here
            session.reading().serve(wait);
        }
    }

    /** What a farewell means: {@link SessionEnded}, or only the end of the connection. */
    static IOException farewell(Reply.Farewell farewell) {
        String text = "the space said " + farewell.reason() + ": " + farewell.detail();
        return farewell.reason() == FarewellCode.SESSIONS_END || farewell.reason() == FarewellCode.PROTOCOL
                ? new SessionEnded(text)
                : new IOException(text);
    }

    /** Shows that the client lives if nothing else did. Answers when to look again, in nanoseconds. */
    private long heartbeat(Connection connection) throws IOException {
        long now = System.nanoTime();
        if (heartbeatPending) {
            long silence = Math.min(now - connection.heardAtNanos(), now - heartbeatNanosSince);
            if (silence >= heartbeatNanos) {
                throw new SocketTimeoutException("nothing heard for " + TimeUnit.NANOSECONDS.toMillis(silence) + " ms");
            }
            return heartbeatNanos - silence;
        }
        long idle = Math.max(now - connection.heardAtNanos(), now - connection.spokeAtNanos());
        if (idle >= heartbeatNanos) {
            heartbeatPending = true;
            heartbeatNanosSince = now;
            session.submit(Request.RenewSession::new, 0, new ReplySink() {
                @Override
                public boolean answered(Reply reply, @Nullable EntryType type, long sentAtMillis) {
                    heartbeatPending = false;
                    return true;
                }

                @Override
                public void failed(Exception problem) {
                    heartbeatPending = false;
                }
            });
            return heartbeatNanos;
        }
        return heartbeatNanos - idle;
    }

    /** Ends the session once everything has its outcome; true when that is done or has taken too long. */
    private boolean leave(Connection connection) {
        long now = System.nanoTime();
        if (closingSinceNanos == 0) {
            closingSinceNanos = now;
        }
        if (!closingSent && session.isQuiet()) {
            session.acknowledge(0);
            closingSent = true;
            connection.add(new Request.CloseSession(Session.OPENING));
            connection.flush();
        }
        return closingDone || now - closingSinceNanos >= TimeUnit.MILLISECONDS.toNanos(CLOSING_MILLIS);
    }
}
