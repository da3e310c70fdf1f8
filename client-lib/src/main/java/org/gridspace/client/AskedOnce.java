package org.gridspace.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gridspace.entry.EntryType;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a session has to ask the space for, once a key: the numbers of types, and the types behind numbers. Those who wait for an
 * answer go on in the order in which they came, and before anybody who finds it known: entries of one class thus keep the order
 * in which a thread wrote them. Thread-safe; calls the session while it holds its lock, never the other way round.
 *
 * @param <K> what is asked
 * @param <V> what is answered
 */
final class AskedOnce<K, V> {
    /** Somebody who waits. */
    private record Waiter<V>(Consumer<V> then, Consumer<Exception> otherwise) {}

    private final Session session;
    private final BiFunction<Long, K, Request> question;
    private final Function<Reply, @Nullable V> answer;
    private final Map<K, V> known = new ConcurrentHashMap<>();
    /** What those who wait for it are about to use. */
    private final Map<K, V> told = new ConcurrentHashMap<>();

    private final Map<K, List<Waiter<V>>> waiting = new HashMap<>();

    /**
     * Knows nothing yet.
     *
     * @param session where to ask
     * @param question the request, from its sequence number and the key
     * @param answer what a reply says, or null if it is a refusal
     */
    AskedOnce(Session session, BiFunction<Long, K, Request> question, Function<Reply, @Nullable V> answer) {
        this.session = session;
        this.question = question;
        this.answer = answer;
    }

    /** The value, if the space has told it already. */
    @Nullable
    V known(K key) {
        V value = known.get(key);
        return value == null ? told.get(key) : value;
    }

    /** Goes on with the value, now or once the space has told it, or with the reason why it doesn't. */
    void with(K key, Consumer<V> then, Consumer<Exception> otherwise) {
        V value = known.get(key);
        if (value == null) {
            value = knownOrWait(key, new Waiter<>(then, otherwise));
        }
        if (value != null) {
            then.accept(value);
        }
    }

    /** Goes on with the values of several keys, in the manner of {@link #with}; the keys may repeat. */
    void withAll(Collection<K> keys, Consumer<Map<K, V>> then, Consumer<Exception> otherwise) {
        Map<K, V> values = new HashMap<>();
        Deque<K> unknown = new ArrayDeque<>();
        for (K key : new LinkedHashSet<>(keys)) {
            V value = known.get(key);
            if (value == null) {
                unknown.add(key);
            } else {
                values.put(key, value);
            }
        }
        withRest(unknown, values, then, otherwise);
    }

    private void withRest(Deque<K> unknown, Map<K, V> values, Consumer<Map<K, V>> then, Consumer<Exception> otherwise) {
        K next = unknown.poll();
        if (next == null) {
            then.accept(values);
        } else {
            with(
                    next,
                    value -> {
                        values.put(next, value);
                        withRest(unknown, values, then, otherwise);
                    },
                    otherwise);
        }
    }

    /** This is known from elsewhere. */
    synchronized void learn(K key, V value) {
        List<Waiter<V>> waiters = waiting.remove(key);
        if (waiters != null) {
            told.put(key, value);
            waiters.forEach(waiter -> waiter.then.accept(value));
        }
        known.put(key, value);
        told.remove(key);
    }

    private synchronized @Nullable V knownOrWait(K key, Waiter<V> waiter) {
        V value = known.get(key);
        if (value == null) {
            List<Waiter<V>> waiters = waiting.get(key);
            if (waiters != null) {
                waiters.add(waiter);
            } else {
                waiting.put(key, new ArrayList<>(List.of(waiter)));
                ask(key);
            }
        }
        return value;
    }

    private void ask(K key) {
        session.submit(sequence -> question.apply(sequence, key), 0, new ReplySink() {
            @Override
            public boolean answered(Reply reply, @Nullable EntryType type, long sentAtMillis) {
                V value = answer.apply(reply);
                if (value != null) {
                    learn(key, value);
                } else {
                    failed(Refusals.problem(reply));
                }
                return true;
            }

            @Override
            public void failed(Exception problem) {
                giveUp(key, problem);
            }
        });
    }

    private synchronized void giveUp(K key, Exception problem) {
        List<Waiter<V>> waiters = waiting.remove(key);
        if (waiters != null) {
            waiters.forEach(waiter -> waiter.otherwise.accept(problem));
        }
    }
}
