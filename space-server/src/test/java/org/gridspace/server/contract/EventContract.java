package org.gridspace.server.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.rmi.MarshalledObject;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import net.jini.core.entry.Entry;
import net.jini.core.event.EventRegistration;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.event.UnknownEventException;
import net.jini.core.lease.Lease;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.space.JavaSpace;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** {@code notify} without a transaction, and how listeners are treated: points 28 to 32 of the notes on semantics. */
@SuppressWarnings({"rawtypes", "unchecked"})
public abstract class EventContract extends Contract {
    private static final Note ANY_A = new Note("a", null);

    final Recorder heard = new Recorder();

    private EventRegistration register(Entry template, RemoteEventListener listener) throws Exception {
        return space().notify(template, null, listener, MINUTE, null);
    }

    private void writeA(int number) throws Exception {
        space().write(new Note("a", number), null, MINUTE);
    }

    private static List<Long> numbers(List<RemoteEvent> events) {
        return events.stream().map(RemoteEvent::getSequenceNumber).toList();
    }

    /** Everything written before has been told once this returns. */
    private void settle() throws Exception {
        var mark = new Recorder();
        EventRegistration registration = register(new Bag("settled"), mark);
        space().write(new Bag("settled"), null, MINUTE);
        mark.next();
        registration.getLease().cancel();
    }

    @Test
    void notify_write_comesWithSourceIdNumberAndHandback() throws Exception {
        var handback = new MarshalledObject<>("hand me back");
        EventRegistration registration = space().notify(ANY_A, null, heard, MINUTE, handback);
        assertThat(registration.getSource()).isEqualTo(space()).isInstanceOf(JavaSpace.class);
        long end = registration.getLease().getExpiration();
        assertThat(end - System.currentTimeMillis()).isBetween(MINUTE - 10_000, MINUTE);
        writeA(1);
        RemoteEvent event = heard.next();
        assertThat(event.getSource()).isEqualTo(registration.getSource());
        assertThat(event.getID()).isEqualTo(registration.getID());
        assertThat(event.getSequenceNumber()).isEqualTo(registration.getSequenceNumber() + 1);
        assertThat(event.getRegistrationObject()).isEqualTo(handback);
        assertThat(event.getRegistrationObject().get()).isEqualTo("hand me back");
    }

    @Test
    void notify_noHandback_staysNull() throws Exception {
        register(ANY_A, heard);
        writeA(1);
        assertThat(heard.next().getRegistrationObject()).isNull();
    }

    @Test
    void notify_manyWrites_comeInOrderWithoutGap() throws Exception {
        EventRegistration registration = register(ANY_A, heard);
        int count = 2_000;
        List<Entry> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            notes.add(new Note("a", i));
        }
        space().write(notes, null, Collections.nCopies(count, MINUTE));
        long first = registration.getSequenceNumber() + 1;
        assertThat(numbers(heard.next(count)))
                .containsExactlyElementsOf(
                        LongStream.range(first, first + count).boxed().toList());
    }

    @Test
    void notify_whatDoesNotMatchOrWasThereBefore_isNotTold() throws Exception {
        writeA(1);
        EventRegistration registration = register(ANY_A, heard);
        space().write(new Note("b", 1), null, MINUTE);
        space().write(new Bag("a"), null, MINUTE);
        space().read(ANY_A, null, 0);
        writeA(2);
        assertThat(heard.next().getSequenceNumber()).isEqualTo(registration.getSequenceNumber() + 1);
        settle();
        assertThat(heard.isQuiet()).isTrue();
    }

    @Test
    void notify_subclassAndNullTemplate_areTold() throws Exception {
        register(ANY_A, heard);
        var all = new Recorder();
        register(null, all);
        space().write(new UrgentNote("a", 1, "now"), null, MINUTE);
        space().write(new Bag("x"), null, MINUTE);
        heard.next();
        all.next(2);
        assertThat(heard.isQuiet()).isTrue();
    }

    @Test
    void notify_entryThatAWaitingTakeGets_isTold() throws Exception {
        register(ANY_A, heard);
        var taken = threads.submit(() -> space().take(ANY_A, null, 20_000));
        writeA(1);
        assertThat(taken.get(20, SECONDS)).isNotNull();
        heard.next();
    }

    @Test
    void notify_bySnapshot_works() throws Exception {
        register(space().snapshot(ANY_A), heard);
        writeA(1);
        heard.next();
    }

    @Test
    void notify_severalRegistrations_haveIdsAndNumbersOfTheirOwn() throws Exception {
        EventRegistration first = register(ANY_A, heard);
        writeA(1);
        var later = new Recorder();
        EventRegistration second = register(new Note(null, 2), later);
        assertThat(second.getID()).isNotEqualTo(first.getID());
        writeA(2);
        assertThat(numbers(heard.next(2)))
                .containsExactly(first.getSequenceNumber() + 1, first.getSequenceNumber() + 2);
        RemoteEvent event = later.next();
        assertThat(event.getID()).isEqualTo(second.getID());
        assertThat(event.getSequenceNumber()).isEqualTo(second.getSequenceNumber() + 1);
    }

    @Test
    void notify_oneListenerTwice_hearsBoth() throws Exception {
        long one = register(ANY_A, heard).getID();
        long other = register(null, heard).getID();
        writeA(1);
        assertThat(heard.next(2)).extracting(RemoteEvent::getID).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void notify_cancelled_tellsNothingMore() throws Exception {
        EventRegistration registration = register(ANY_A, heard);
        registration.getLease().cancel();
        writeA(1);
        settle();
        assertThat(heard.isQuiet()).isTrue();
        assertThatThrownBy(() -> registration.getLease().renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        assertThatThrownBy(() -> registration.getLease().cancel()).isInstanceOf(UnknownLeaseException.class);
    }

    @Test
    void notify_expired_tellsNothingMore() throws Exception {
        EventRegistration registration = space().notify(ANY_A, null, heard, 200, null);
        await().atMost(20, SECONDS)
                .until(() ->
                        System.currentTimeMillis() > registration.getLease().getExpiration() + 200);
        writeA(1);
        settle();
        assertThat(heard.isQuiet()).isTrue();
        assertThatThrownBy(() -> registration.getLease().renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
    }

    @Test
    void notify_renewed_goesOn() throws Exception {
        EventRegistration registration = space().notify(ANY_A, null, heard, 1_000, null);
        long end = registration.getLease().getExpiration();
        registration.getLease().renew(MINUTE);
        await().atMost(20, SECONDS).until(() -> System.currentTimeMillis() > end + 200);
        writeA(1);
        heard.next();
    }

    @Test
    void notify_leases_areAsAsked() throws Exception {
        assertThat(space().notify(ANY_A, null, heard, Lease.FOREVER, null)
                        .getLease()
                        .getExpiration())
                .isEqualTo(Lease.FOREVER);
        assertThat(space().notify(ANY_A, null, heard, Lease.ANY, null)
                        .getLease()
                        .getExpiration())
                .isGreaterThan(System.currentTimeMillis() + MINUTE);
        Lease none = space().notify(ANY_A, null, heard, 0, null).getLease();
        assertThat(none.getExpiration()).isLessThanOrEqualTo(System.currentTimeMillis());
    }

    @Test
    void notify_wrongArguments_areRefused() throws Exception {
        Entry foreign = otherSpace().snapshot(ANY_A);
        List<ThrowingCallable> calls = List.of(
                () -> space().notify(ANY_A, null, heard, -2, null),
                () -> space().notify(foreign, null, heard, MINUTE, null),
                () -> space().notify(new SpaceContract.WithPrimitive(), null, heard, MINUTE, null));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> space().notify(ANY_A, null, null, MINUTE, null))
                .isInstanceOf(NullPointerException.class);
    }

    // 31 and 32: what listeners do

    @Test
    void listener_throwsRemoteException_isToldTheSameAgain() throws Exception {
        var attempts = new LinkedBlockingQueue<Long>();
        EventRegistration registration = register(ANY_A, event -> {
            attempts.add(event.getSequenceNumber());
            if (attempts.size() < 4) {
                throw new RemoteException("not now");
            }
        });
        writeA(1);
        writeA(2);
        await().atMost(20, SECONDS).until(() -> attempts.size() == 5);
        long first = registration.getSequenceNumber() + 1;
        assertThat(attempts).containsExactly(first, first, first, first, first + 1);
    }

    @Test
    void listener_throwsRemoteExceptionUntilLeaseEnds_isLeftAlone() throws Exception {
        var attempts = new AtomicInteger();
        EventRegistration registration = space().notify(
                        ANY_A,
                        null,
                        event -> {
                            attempts.incrementAndGet();
                            throw new RemoteException("never");
                        },
                        600,
                        null);
        writeA(1);
        await().atMost(20, SECONDS)
                .until(() ->
                        System.currentTimeMillis() > registration.getLease().getExpiration());
        int tried = attempts.get();
        assertThat(tried).isBetween(2, 10);
        settle();
        await().during(2, SECONDS).atMost(20, SECONDS).until(() -> attempts.get() <= tried + 1);
    }

    @Test
    void listener_throwsUnknownEvent_isNotToldAnyMore() throws Exception {
        var told = new AtomicInteger();
        EventRegistration registration = register(ANY_A, event -> {
            told.incrementAndGet();
            throw new UnknownEventException("not mine");
        });
        writeA(1);
        await().atMost(20, SECONDS).until(() -> {
            try {
                registration.getLease().renew(MINUTE);
                return false;
            } catch (UnknownLeaseException e) {
                return true;
            }
        });
        writeA(2);
        settle();
        assertThat(told).hasValue(1);
    }

    @Test
    void listener_throwsAnythingElse_isToldTheNext() throws Exception {
        register(ANY_A, event -> {
            heard.notify(event);
            throw new IllegalStateException("on purpose");
        });
        writeA(1);
        writeA(2);
        List<RemoteEvent> events = heard.next(2);
        assertThat(events.get(1).getSequenceNumber()).isEqualTo(events.get(0).getSequenceNumber() + 1);
    }

    @Test
    void listener_hangs_delaysNobody() throws Exception {
        var release = new CountDownLatch(1);
        try {
            var hanging = new AtomicInteger();
            for (int i = 0; i < 20; i++) {
                register(ANY_A, event -> {
                    hanging.incrementAndGet();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            register(ANY_A, heard);
            writeA(1);
            writeA(2);
            heard.next(2);
            await().atMost(20, SECONDS).until(() -> hanging.get() == 20);
        } finally {
            release.countDown();
        }
    }

    @Test
    void listener_slowerThanItsQueueIsLong_findsAGap() throws Exception {
        int count = 25_000;
        var release = new CountDownLatch(1);
        var numbers = new LinkedBlockingQueue<Long>();
        EventRegistration registration = register(ANY_A, event -> {
            numbers.add(event.getSequenceNumber());
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            List<Entry> notes = Collections.nCopies(count, new Note("a", 1));
            space().write(notes, null, Collections.nCopies(count, MINUTE));
            settle();
        } finally {
            release.countDown();
        }
        await().atMost(20, SECONDS).until(() -> {
            int before = numbers.size();
            writeA(2);
            settle();
            return numbers.size() > 1 && numbers.size() <= before + 1;
        });
        assertThat(new ArrayList<>(numbers)).isSorted().doesNotHaveDuplicates().hasSizeLessThan(count);
        assertThat(Collections.max(numbers)).isGreaterThan(registration.getSequenceNumber() + count);
    }

    @Test
    void listener_callsTheSpace_mayDoSo() throws Exception {
        var taken = new LinkedBlockingQueue<Entry>();
        register(ANY_A, event -> {
            try {
                taken.add(space().take(ANY_A, null, 20_000));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        writeA(7);
        assertThat(((Note) taken.poll(20, SECONDS)).number).isEqualTo(7);
    }

    @Test
    void listener_thatReplacesItself_isCalledAsItsReplacement() throws Exception {
        Stand.REPLACED.clear();
        register(ANY_A, new Stand());
        writeA(1);
        assertThat(Stand.REPLACED.poll(20, SECONDS)).isEqualTo("the replacement");
    }

    /** Becomes another object when serialized. */
    static final class Stand implements RemoteEventListener, java.io.Serializable {
        private static final long serialVersionUID = 1L;
        static final LinkedBlockingQueue<String> REPLACED = new LinkedBlockingQueue<>();

        @Override
        public void notify(RemoteEvent event) {
            REPLACED.add("the original");
        }

        private Object writeReplace() {
            return new Replacement();
        }
    }

    /** What it becomes. */
    static final class Replacement implements RemoteEventListener, java.io.Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public void notify(RemoteEvent event) throws RemoteException {
            try {
                Stand.REPLACED.add(event.getSource() == null ? "no source" : "the replacement");
            } catch (RuntimeException e) {
                throw new RemoteException("full", new IOException(e));
            }
        }
    }
}
