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
 * What a session's thread does: connects, reads replies, acknowledges, shows that the client lives while nothing else does, and
 * connects again. All fields but {@link #current} are confined to that thread.
 */
final class SessionLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger(SessionLoop.class.getName());
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 1000;
    private static final long CLOSING_MILLIS = 1000;

    private final Session session;
    private final ClientConfig config;
    private final long heartbeatNanos;
    private long leaseMillis;
    private long pauseMillis;
    private boolean heartbeatPending;
    private long heartbeatNanosSince;
    private long closingSinceNanos;
    private boolean closingSent;
    private boolean closingDone;
    private volatile @Nullable Connection current;

    SessionLoop(Session session, ClientConfig config) {
        this.session = session;
        this.config = config;
        this.leaseMillis = config.leaseMillis();
        this.heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(config.heartbeatMillis());
    }

    /** Makes the thread look whether the session is to be closed. */
    void wakeUp() {
        Connection connection = current;
        if (connection != null) {
            connection.wakeUp();
        }
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
                        new Request.AttachSession(Session.OPENING, session.idHigh, session.idLow),
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
        Connection connection = Connection.open(session.address, timeoutMillis);
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
        heartbeatNanosSince = System.nanoTime();
        session.attached(connection);
    }

    /** Waits for the answer to the opening and gives the session's lease. */
    private long awaitSession(Connection connection, long deadline) throws IOException {
        List<Reply> replies = connection.nextReplies();
        while (replies == null) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("no session from " + session.address);
            }
            connection.await(left);
            connection.receive();
            replies = connection.nextReplies();
        }
        Reply reply = replies.get(0);
        if (reply instanceof Reply.SessionOpened opened) {
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
            connection.receive();
            takeReplies(connection);
            long wait = Math.min(
                    session.acknowledge(TimeUnit.MILLISECONDS.toNanos(config.acknowledgeMillis())),
                    heartbeat(connection));
            if (session.isClosing()) {
                if (leave(connection)) {
                    return;
                }
                wait = Math.min(wait, TimeUnit.MILLISECONDS.toNanos(CLOSING_MILLIS));
            }
            Thread.interrupted(); // somebody's dependent stage; it means nothing here
            connection.await(wait);
        }
    }

    private void takeReplies(Connection connection) throws IOException {
        List<Reply> replies = connection.nextReplies();
        while (replies != null) {
            pauseMillis = 0;
            for (Reply reply : replies) {
                if (reply instanceof Reply.Farewell farewell) {
                    throw farewell(farewell);
                } else if (closingSent && reply.sequence() == Session.OPENING) {
                    closingDone = true;
                } else {
                    session.answered(reply);
                }
            }
            replies = connection.nextReplies();
        }
    }

    private static IOException farewell(Reply.Farewell farewell) {
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
