package org.gridspace.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.rmi.MarshalException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import net.jini.core.transaction.server.ServerTransaction;
import net.jini.core.transaction.server.TransactionParticipant;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.gridspace.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of its space about transactions as a whole. Remembers by which number the space knows another manager's
 * transaction, for as long as the program does. Thread-safe.
 */
final class TransactionCalls {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SpaceClient client;
    private final Map<ServerTransaction, CompletableFuture<Long>> enlisted = new WeakHashMap<>();
    private final Map<Long, CompletableFuture<Void>> beginning = new ConcurrentHashMap<>();

    TransactionCalls(SpaceClient client) {
        this.client = client;
    }

    /** A number that nobody can guess, and nobody has. */
    private static long number() {
        long number;
        do {
            number = RANDOM.nextLong() & Long.MAX_VALUE;
        } while (number < SpaceTransactions.FIRST_NUMBER);
        return number;
    }

    /** Begins a transaction of the space's own manager without waiting for the answer: what follows under it comes after. */
    long begin(long leaseMillis) {
        long number = number();
        var begun = Call.withoutResult(Reply.Begun.class);
        beginning.put(number, begun.future());
        begun.future().whenComplete((done, problem) -> beginning.remove(number));
        begun.in(client.session(), 0, sequence -> new Request.Begin(sequence, number, leaseMillis));
        return number;
    }

    /** Waits until the space knows this transaction, if this client has just begun it. How it failed shows when it is used. */
    void awaitBegun(long number) {
        CompletableFuture<Void> begun = beginning.get(number);
        if (begun != null) {
            begun.handle((done, problem) -> number).join();
        }
    }

    /** Waits until the space knows every transaction that this client has begun. */
    void awaitAllBegun() {
        List.copyOf(beginning.keySet()).forEach(this::awaitBegun);
    }

    /** The number of another manager's transaction. Fails as {@link Refusals} says. */
    CompletableFuture<Long> enlist(ServerTransaction transaction) throws MarshalException {
        CompletableFuture<Long> call;
        synchronized (enlisted) {
            CompletableFuture<Long> known = enlisted.get(transaction);
            if (known != null && !known.isCompletedExceptionally()) {
                return known;
            }
            call = new CompletableFuture<>();
            enlisted.put(transaction, call);
        }
        long id = transaction.id;
        boolean sent = false;
        try {
            byte[] manager = marshalled(transaction.mgr);
            new Call<>(Reply.Enlisted.class, (Reply.Enlisted reply, long at) -> reply.transaction())
                    .in(client.session(), 0, sequence -> new Request.Enlist(sequence, number(), id, manager))
                    .whenComplete((number, problem) -> {
                        if (problem == null) {
                            call.complete(number);
                        } else {
                            call.completeExceptionally(problem);
                        }
                    });
            sent = true;
        } finally {
            if (!sent) {
                call.completeExceptionally(new MarshalException("the transaction's manager can't be serialized"));
            }
        }
        return call;
    }

    /** Lets a stranger take part in a transaction of the space's own manager. */
    CompletableFuture<Void> join(long number, TransactionParticipant participant, long crashCount)
            throws MarshalException {
        byte[] bytes = marshalled(participant);
        return Call.withoutResult(Reply.Done.class)
                .in(client.session(), 0, sequence -> new Request.Join(sequence, number, crashCount, bytes));
    }

    /** How far a transaction of the space's own manager is. */
    CompletableFuture<Reply.StateIs> state(long number) {
        return new Call<>(Reply.StateIs.class, (Reply.StateIs reply, long sent) -> reply)
                .in(client.session(), 0, sequence -> new Request.GetState(sequence, number));
    }

    /** Ends a transaction of the space's own manager; to be waited for with {@link Outcomes}, at once. */
    CompletableFuture<Reply.Settled> settle(long number, boolean commit, long waitMillis) {
        Session session = client.session();
        return new Call<>(Reply.Settled.class, (Reply.Settled reply, long sent) -> reply)
                .awaitedIn(session)
                .in(session, 0, sequence -> new Request.Settle(sequence, number, commit, waitMillis));
    }

    /** As the space reads it: plainly serialized, without where its classes could be downloaded. */
    private static byte[] marshalled(@Nullable Object proxy) throws MarshalException {
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(proxy);
        } catch (IOException | RuntimeException e) {
            throw new MarshalException("this can't be sent to a space: " + e, e);
        }
        if (bytes.size() > WireLimits.MARSHALLED_BYTES) {
            throw new MarshalException("this is too large to be sent to a space: " + bytes.size() + " bytes");
        }
        return bytes.toByteArray();
    }
}
