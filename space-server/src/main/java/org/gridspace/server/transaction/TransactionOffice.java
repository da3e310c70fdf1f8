package org.gridspace.server.transaction;

import java.nio.ByteBuffer;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import net.jini.core.transaction.CannotJoinException;
import net.jini.core.transaction.UnknownTransactionException;
import net.jini.core.transaction.server.CrashCountException;
import net.jini.core.transaction.server.TransactionConstants;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.core.transaction.server.TransactionParticipant;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.client.SpaceAddress;
import org.gridspace.client.SpaceTransactions;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.Effect;
import org.gridspace.server.engine.Refusal;
import org.gridspace.server.stranger.Errands;
import org.gridspace.server.stranger.NotAccepted;
import org.gridspace.server.stranger.Stranger;
import org.gridspace.server.stranger.StrangerReader;
import org.jspecify.annotations.Nullable;

/**
 * Performs the effects of a space's transactions: each once or more, each with a command that says what came of it. Thread-safe;
 * {@link #perform} returns at once.
 */
public final class TransactionOffice implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(TransactionOffice.class);
    private static final int KNOWN_STRANGERS = 1024;
    private static final int PREPARE_ATTEMPTS = 4;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    /** A participant that can't be told of a commit for so long is given up. */
    private static final long COMMIT_PATIENCE_NANOS = TimeUnit.DAYS.toNanos(1);

    private final CommandPort port;
    private final StrangerReader reader;
    private final Posts posts;
    private final Errands errands;
    private final TransactionManager ourselves;
    private final Map<ByteBuffer, Stranger<?>> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Stranger<?>> eldest) {
            return size() > KNOWN_STRANGERS;
        }
    };

    /**
     * An office.
     *
     * @param space whose, and where its own manager is reached
     * @param host the address to be called back at; if only this machine can reach it, nobody on another one is called
     * @param port where results go
     */
    public TransactionOffice(SpaceAddress space, String host, CommandPort port) {
        this.port = port;
        this.reader = StrangerReader.forSpaceOn(host);
        this.posts = new Posts(host, port);
        this.errands = new Errands("transactions-" + space.name());
        this.ourselves = new SpaceTransactions(space);
    }

    /** Performs an effect, soon. */
    public void perform(Effect effect) {
        if (effect instanceof Effect.Identify identify) {
            run(
                    identify.manager(),
                    () -> new Command.ManagerIs(
                            identify.transaction(), manager(identify.manager()).name()),
                    problem -> refusal(identify.transaction(), problem));
        } else if (effect instanceof Effect.Join join) {
            run(join.manager(), () -> join(join), problem -> refusal(join.transaction(), problem));
        } else if (effect instanceof Effect.Ask ask) {
            run(ask.manager(), () -> ask(ask), problem -> silence(ask, problem));
        } else if (effect instanceof Effect.Examine examine) {
            run(
                    examine.participant(),
                    () -> new Command.MemberIs(
                            examine.transaction(),
                            examine.member(),
                            participant(examine.participant()).name()),
                    problem -> new Command.MemberRefused(examine.transaction(), examine.member(), text(problem)));
        } else if (effect instanceof Effect.Prepare prepare) {
            prepare(prepare, 1);
        } else if (effect instanceof Effect.Tell tell) {
            tell(tell, System.nanoTime(), FIRST_PAUSE_MILLIS);
        }
    }

    /** Ends; what is underway stays undone. */
    @Override
    public void close() {
        errands.close();
        posts.close();
    }

    private Command.OfTransaction join(Effect.Join join) throws Exception {
        manager(join.manager()).proxy().join(join.id(), posts.of(join.name()), join.crashCount());
        return new Command.Joined(join.transaction());
    }

    private static Command.OfTransaction refusal(long transaction, Exception problem) {
        Refusal reason = Refusal.CANNOT_JOIN;
        if (problem instanceof UnknownTransactionException) {
            reason = Refusal.UNKNOWN_TRANSACTION;
        } else if (problem instanceof CrashCountException) {
            reason = Refusal.CRASH_COUNT;
        } else if (problem instanceof RemoteException) {
            reason = Refusal.UNREACHABLE;
        } else if (!(problem instanceof CannotJoinException)) {
            LOG.warn("A transaction can't be joined: {}", problem.toString());
        }
        return new Command.EnlistFailed(transaction, reason, text(problem));
    }

    private Command.OfTransaction ask(Effect.Ask ask) throws Exception {
        Command.ManagerSays says;
        try {
            int state = manager(ask.manager()).proxy().getState(ask.id());
            says = switch (state) {
                case TransactionConstants.COMMITTED -> Command.ManagerSays.COMMITTED;
                case TransactionConstants.ABORTED -> Command.ManagerSays.ABORTED;
                default -> Command.ManagerSays.OPEN;
            };
        } catch (UnknownTransactionException e) {
            says = Command.ManagerSays.ABORTED;
        }
        return new Command.Answered(ask.transaction(), says);
    }

    private static Command.OfTransaction silence(Effect.Ask ask, Exception problem) {
        LOG.debug("The manager of transaction {} doesn't say what became of it: {}", ask.id(), problem.toString());
        return new Command.Answered(ask.transaction(), Command.ManagerSays.NOTHING);
    }

    private void prepare(Effect.Prepare prepare, int attempt) {
        run(
                prepare.participant(),
                () -> new Command.Voted(prepare.transaction(), prepare.member(), vote(prepare)),
                problem -> {
                    if (problem instanceof RemoteException && attempt < PREPARE_ATTEMPTS) {
                        errands.later(FIRST_PAUSE_MILLIS << attempt, () -> prepare(prepare, attempt + 1));
                        return null;
                    }
                    LOG.info("A participant doesn't vote, so its transaction aborts: {}", problem.toString());
                    return new Command.Voted(prepare.transaction(), prepare.member(), Command.Vote.ABORTED);
                });
    }

    private Command.Vote vote(Effect.Prepare prepare) throws Exception {
        try {
            int vote = participant(prepare.participant()).proxy().prepare(ourselves, prepare.transaction());
            return switch (vote) {
                case TransactionConstants.PREPARED -> Command.Vote.PREPARED;
                case TransactionConstants.NOTCHANGED -> Command.Vote.NOT_CHANGED;
                default -> Command.Vote.ABORTED;
            };
        } catch (UnknownTransactionException e) {
            return Command.Vote.ABORTED;
        }
    }

    private void tell(Effect.Tell tell, long sinceNanos, long pauseMillis) {
        var told = new Command.Told(tell.transaction(), tell.member());
        run(
                tell.participant(),
                () -> {
                    tell(tell);
                    return told;
                },
                problem -> {
                    long patience = tell.commit() ? COMMIT_PATIENCE_NANOS : TimeUnit.MINUTES.toNanos(1);
                    if (problem instanceof NoSuchObjectException || System.nanoTime() - sinceNanos > patience) {
                        LOG.warn("A participant can't be told how its transaction ended: {}", problem.toString());
                        return told;
                    }
                    long next = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
                    errands.later(pauseMillis, () -> tell(tell, sinceNanos, next));
                    return null;
                });
    }

    private void tell(Effect.Tell tell) throws Exception {
        TransactionParticipant participant = participant(tell.participant()).proxy();
        try {
            if (tell.commit()) {
                participant.commit(ourselves, tell.transaction());
            } else {
                participant.abort(ourselves, tell.transaction());
            }
        } catch (UnknownTransactionException e) {
            LOG.debug("A participant knows already how transaction {} ended", tell.transaction());
        }
    }

    /** What came of it instead when something went wrong; null if it's tried again. */
    @FunctionalInterface
    private interface Otherwise {
        Command.@Nullable OfTransaction command(Exception problem);
    }

    private void run(byte[] stranger, Callable<Command.OfTransaction> work, Otherwise otherwise) {
        errands.run(
                ByteBuffer.wrap(stranger),
                () -> submit(result(work, otherwise)),
                () -> submit(otherwise.command(new RemoteException(
                        "no answer within " + TimeUnit.MILLISECONDS.toSeconds(Errands.DEADLINE_MILLIS) + " s"))));
    }

    /** The one place where a stranger's proxy may throw what it likes. */
    private static Command.@Nullable OfTransaction result(Callable<Command.OfTransaction> work, Otherwise otherwise) {
        try {
            return work.call();
        } catch (Exception e) {
            return otherwise.command(e);
        }
    }

    private void submit(Command.@Nullable OfTransaction command) {
        if (command != null) {
            port.submit(command, outcome -> {});
        }
    }

    private Stranger<TransactionManager> manager(byte[] bytes) throws NotAccepted {
        return stranger(bytes, TransactionManager.class);
    }

    private Stranger<TransactionParticipant> participant(byte[] bytes) throws NotAccepted {
        return stranger(bytes, TransactionParticipant.class);
    }

    private <T> Stranger<T> stranger(byte[] bytes, Class<T> type) throws NotAccepted {
        ByteBuffer key = ByteBuffer.wrap(bytes);
        synchronized (known) {
            Stranger<?> before = known.get(key);
            if (before != null && type.isInstance(before.proxy())) {
                return new Stranger<>(before.name(), type.cast(before.proxy()));
            }
        }
        Stranger<T> read = reader.read(bytes, type);
        synchronized (known) {
            known.put(key, read);
        }
        return read;
    }

    private static String text(Exception problem) {
        String message = problem.getMessage();
        return problem instanceof NotAccepted
                ? String.valueOf(message)
                : problem.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
