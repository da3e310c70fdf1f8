package org.gridspace.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.rmi.MarshalledObject;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import net.jini.core.event.EventRegistration;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.UnknownEventException;
import net.jini.core.transaction.Transaction;
import org.gridspace.server.conformance.Ears.Ear;
import org.junit.jupiter.api.Test;

/**
 * Points 28 to 32: events about writes. Outrigger sends only the latest of several events that wait for one listener: delivery is "best effort" in JS.2.7, so
 * that is permitted, but a program can't count on its events then; the project promises each of them.
 */
abstract class NotifyConformance extends Conformance {
    private static final long QUIET = 250;

    private EventRegistration notify(Token template, Transaction transaction, Ear ear) throws Exception {
        return space().notify(template, transaction, ear.stub(), MINUTE, null);
    }

    @Test
    void p28_listenerWithoutTransaction_hearsWritesWithoutAndAtCommit() throws Exception {
        Ear ear = ears.listen();
        notify(token("a"), null, ear);
        write(token("b"));
        write(token("a"));
        ear.next();
        Transaction transaction = begin();
        write(token("a"), transaction);
        assertThat(ear.within(QUIET)).isNull();
        transaction.commit(PATIENCE);
        ear.next();
        assertThat(ear.within(QUIET)).isNull();
    }

    @Test
    void p28_listenerUnderATransaction_hearsItsOwnWritesToo() throws Exception {
        Transaction own = begin();
        Transaction other = begin();
        Ear ear = ears.listen();
        notify(new Token(), own, ear);
        write(token("a"), own);
        ear.next();
        write(token("b"), other);
        assertThat(ear.within(QUIET)).isNull();
        write(token("c"));
        ear.next();
        other.commit(PATIENCE);
        ear.next();
    }

    @Test
    void p28_listenerUnderATransaction_endsWithIt() throws Exception {
        for (boolean commits : new boolean[] {true, false}) {
            Transaction own = begin();
            Ear ear = ears.listen();
            notify(new Token(), own, ear);
            if (commits) {
                own.commit(PATIENCE);
            } else {
                own.abort(PATIENCE);
            }
            write(token("a"));
            assertThat(ear.within(QUIET)).isNull();
        }
    }

    @Test
    void p28_abortedWrites_areNotHeard() throws Exception {
        Ear ear = ears.listen();
        notify(new Token(), null, ear);
        Transaction transaction = begin();
        write(token("a"), transaction);
        transaction.abort(PATIENCE);
        assertThat(ear.within(QUIET)).isNull();
    }

    @Test
    void p28_template_decidesWhatIsHeard() throws Exception {
        Ear superclass = ears.listen();
        Ear subclass = ears.listen();
        Ear everything = ears.listen();
        notify(new Token("a", null), null, superclass);
        notify(new SubToken(), null, subclass);
        notify(null, null, everything);
        write(new SubToken("a", 1, "x"));
        write(new Token("a", 2));
        space().write(List.of(token("b"), token("b")), null, List.of(MINUTE, MINUTE));
        superclass.next(2);
        subclass.next();
        everything.next(4);
        for (Ear ear : List.of(superclass, subclass, everything)) {
            assertThat(ear.within(QUIET)).isNull();
        }
    }

    @Test
    void p29_whatWasThereBefore_isNoEvent() throws Exception {
        write(token("a"));
        Ear ear = ears.listen();
        notify(new Token(), null, ear);
        assertThat(read(token("a"))).isNotNull();
        assertThat(ear.within(QUIET)).isNull();
        write(token("a"));
        ear.next();
    }

    @Test
    void p29_whatAnAbortRestores_isNoEvent() throws Exception {
        write(token("a"));
        Ear ear = ears.listen();
        notify(new Token(), null, ear);
        Transaction transaction = begin();
        take(token("a"), transaction);
        transaction.abort(PATIENCE);
        assertThat(read(token("a"))).isNotNull();
        assertThat(ear.within(QUIET)).isNull();
    }

    @Test
    void p30_sequenceNumbers_riseByOneFromTheRegistration() throws Exception {
        Ear ear = ears.listen();
        EventRegistration registration = notify(new Token(), null, ear);
        long first = registration.getSequenceNumber();
        for (int i = 0; i < 20; i++) {
            write(new Token("a", i));
        }
        Set<Long> numbers = ear.next(20).stream()
                .peek(event -> assertThat(event.getID()).isEqualTo(registration.getID()))
                .map(RemoteEvent::getSequenceNumber)
                .collect(Collectors.toSet());
        for (long i = 1; i <= 20; i++) {
            assertThat(numbers).contains(first + i);
        }
    }

    @Test
    void p30_registrations_haveIdsOfTheirOwn() throws Exception {
        Transaction transaction = begin();
        EventRegistration one = notify(token("a"), null, ears.listen());
        EventRegistration two = notify(token("b"), null, ears.listen());
        EventRegistration under = notify(token("a"), transaction, ears.listen());
        assertThat(Set.of(one.getID(), two.getID(), under.getID())).hasSize(3);
    }

    @Test
    void p30_source_equalsThatOfTheRegistrationAndTheSpace() throws Exception {
        Ear ear = ears.listen();
        EventRegistration registration = notify(new Token(), null, ear);
        write(token("a"));
        RemoteEvent event = ear.next();
        assertThat(event.getSource()).isEqualTo(registration.getSource()).isEqualTo(space());
    }

    @Test
    void p31_handback_equalsTheOriginalAndNullStaysNull() throws Exception {
        MarshalledObject<String> handback = new MarshalledObject<>("back");
        Ear ear = ears.listen();
        Ear none = ears.listen();
        space().notify(new Token(), null, ear.stub(), MINUTE, handback);
        space().notify(new Token(), null, none.stub(), MINUTE, null);
        write(token("a"));
        RemoteEvent event = ear.next();
        assertThat(event.getRegistrationObject()).isEqualTo(handback);
        assertThat(event.getRegistrationObject().get()).isEqualTo("back");
        assertThat(none.next().getRegistrationObject()).isNull();
    }

    @Test
    void p31_listenerThatReplacesItself_isCalledInItsSerializedForm() throws Exception {
        Ear ear = ears.listen();
        Ears.Replaced replaced = new Ears.Replaced(ear.stub());
        space().notify(new Token(), null, replaced, MINUTE, null);
        write(token("a"));
        ear.next();
        assertThat(replaced.wronglyHeard()).isEmpty();
    }

    @Test
    void p31_noListener_isRefused() throws Exception {
        assertRefused(NullPointerException.class, () -> space().notify(null, null, null, MINUTE, null));
    }

    @Test
    void p32_slowListener_holdsUpNoWriterAndNoOtherListener() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        Ear stuck = ears.listen(event -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Ear quick = ears.listen();
        notify(new Token(), null, stuck);
        notify(new Token(), null, quick);
        try {
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                write(new Token("a", i));
            }
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(5);
            quick.next(50);
        } finally {
            slow.countDown();
        }
        stuck.next(50);
    }

    @Test
    void p32_remoteException_isTriedAgain() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        Ear ear = ears.listen(event -> {
            if (failed.compareAndSet(false, true)) {
                throw new RemoteException("not now");
            }
        });
        notify(new Token(), null, ear);
        write(token("a"));
        RemoteEvent first = ear.next();
        assertThat(ear.next().getSequenceNumber()).isEqualTo(first.getSequenceNumber());
    }

    @Test
    void p32_unknownEvent_harmsNobody() throws Exception {
        Ear refusing = ears.listen(event -> {
            throw new UnknownEventException("never registered");
        });
        Ear other = ears.listen();
        notify(new Token(), null, refusing);
        notify(new Token(), null, other);
        write(token("a"));
        refusing.next();
        other.next();
        write(token("a"));
        other.next();
    }

    @Test
    void p32_endedRegistration_isSilent() throws Exception {
        Ear cancelled = ears.listen();
        Ear expired = ears.listen();
        EventRegistration registration = notify(new Token(), null, cancelled);
        EventRegistration brief = space().notify(new Token(), null, expired.stub(), 300, null);
        registration.getLease().cancel();
        org.awaitility.Awaitility.await()
                .until(() -> System.currentTimeMillis() > brief.getLease().getExpiration() + 50);
        write(token("a"));
        assertThat(cancelled.within(QUIET)).isNull();
        assertThat(expired.within(QUIET)).isNull();
        assertThatThrownBy(() -> brief.getLease().renew(MINUTE))
                .isInstanceOf(net.jini.core.lease.UnknownLeaseException.class);
    }
}
