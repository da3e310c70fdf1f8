package org.gridspace.client;

import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Function;
import org.gridspace.failure.GridException;
import org.jspecify.annotations.Nullable;

/** One subscriber of a publisher of entries, which has a watch of its own. Thread-safe. */
final class WatchPublisher<T> implements Flow.Subscriber<T>, Flow.Subscription, TypedSpace.Listener<T> {
    private static final int MOST_UNREQUESTED = 8_192;

    private final Flow.Subscriber<? super T> subscriber;
    /** Calls the subscriber on the thread that brings an entry or asks for more. */
    private final SubmissionPublisher<T> buffer = new SubmissionPublisher<>(Runnable::run, MOST_UNREQUESTED);

    private Flow.@Nullable Subscription subscription;
    private TypedSpace.@Nullable Watch watch;
    private boolean over;

    private WatchPublisher(Flow.Subscriber<? super T> subscriber) {
        this.subscriber = subscriber;
    }

    /** Begins what the subscriber is to hear with the watch that is made for it here. */
    static <T> void subscribe(
            Function<TypedSpace.Listener<T>, TypedSpace.Watch> watching, Flow.Subscriber<? super T> subscriber) {
        var one = new WatchPublisher<T>(subscriber);
        one.buffer.subscribe(one);
        try {
            one.watching(watching.apply(one));
        } catch (GridException e) {
            one.buffer.closeExceptionally(e);
        }
    }

    private void watching(TypedSpace.Watch begun) {
        synchronized (this) {
            watch = begun;
            if (!over) {
                return;
            }
        }
        begun.close();
    }

    private void end() {
        TypedSpace.Watch ending;
        synchronized (this) {
            over = true;
            ending = watch;
        }
        if (ending != null) {
            ending.close();
        }
    }

    // what the space tells

    @Override
    public void found(T entry) {
        if (buffer.offer(entry, null) < 0) {
            missed(1);
        }
    }

    @Override
    public void missed(long entries) {
        end();
        buffer.closeExceptionally(new IllegalStateException(entries + " entries came faster than they were requested"));
    }

    @Override
    public void ended(RuntimeException reason) {
        buffer.closeExceptionally(reason);
    }

    // what the subscriber hears

    @Override
    public void onSubscribe(Flow.Subscription inner) {
        subscription = inner;
        subscriber.onSubscribe(this);
    }

    @Override
    public void onNext(T entry) {
        subscriber.onNext(entry);
    }

    @Override
    public void onError(Throwable problem) {
        end();
        subscriber.onError(problem);
    }

    @Override
    public void onComplete() {
        subscriber.onComplete();
    }

    // what the subscriber says

    @Override
    public void request(long entries) {
        Flow.Subscription inner = subscription;
        if (inner != null) {
            inner.request(entries);
        }
    }

    @Override
    public void cancel() {
        end();
        Flow.Subscription inner = subscription;
        if (inner != null) {
            inner.cancel();
        }
    }
}
