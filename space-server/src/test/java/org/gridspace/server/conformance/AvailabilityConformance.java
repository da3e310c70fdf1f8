package org.gridspace.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.rmi.MarshalledObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import net.jini.core.entry.Entry;
import net.jini.core.event.EventRegistration;
import net.jini.core.transaction.Transaction;
import net.jini.space.AvailabilityEvent;
import org.gridspace.server.conformance.Ears.Ear;
import org.junit.jupiter.api.Test;

/**
 * Points 33 and 34: events about entries that become available or visible. Outrigger gives the first event the number that the registration has
 * already, where EV.2.5 has numbers count the events after the registration's; and it can't write an event's snapshot that was used before.
 */
abstract class AvailabilityConformance extends Conformance {
    private static final long QUIET = 250;

    private EventRegistration register(Transaction transaction, boolean visibilityOnly, Ear ear, Entry... templates)
            throws Exception {
        return space().registerForAvailabilityEvent(
                        Arrays.asList(templates), transaction, visibilityOnly, ear.stub(), MINUTE, null);
    }

    private static AvailabilityEvent next(Ear ear) throws Exception {
        return (AvailabilityEvent) ear.next();
    }

    private Ear[] both(Transaction transaction) throws Exception {
        Ear[] both = {ears.listen(), ears.listen()};
        register(transaction, false, both[0], new Token());
        register(transaction, true, both[1], new Token());
        return both;
    }

    @Test
    void p33_write_isATransitionOfBothKinds() throws Exception {
        for (Ear ear : both(null)) {
            write(new Token("a", 1));
            AvailabilityEvent event = next(ear);
            assertThat(event.isVisibilityTransition()).isTrue();
            assertThat(Token.same(event.getEntry(), new Token("a", 1))).isTrue();
        }
    }

    @Test
    void p33_abortOfATake_isATransitionOfBothKinds() throws Exception {
        write(token("a"));
        Ear[] ears = both(null);
        Transaction transaction = begin();
        take(token("a"), transaction);
        transaction.abort(PATIENCE);
        for (Ear ear : ears) {
            assertThat(next(ear).isVisibilityTransition()).isTrue();
            assertThat(ear.within(QUIET)).isNull();
        }
    }

    @Test
    void p33_commitOfAWrite_isATransitionAndAbortIsNone() throws Exception {
        Ear[] ears = both(null);
        Transaction aborted = begin();
        write(token("aborted"), aborted);
        aborted.abort(PATIENCE);
        Transaction transaction = begin();
        write(token("a"), transaction);
        for (Ear ear : ears) {
            assertThat(ear.within(QUIET)).isNull();
        }
        transaction.commit(PATIENCE);
        for (Ear ear : ears) {
            assertThat(((Token) next(ear).getEntry()).key).isEqualTo("a");
        }
    }

    @Test
    void p33_commitOfATake_isNone() throws Exception {
        write(token("a"));
        Ear[] ears = both(null);
        Transaction transaction = begin();
        take(token("a"), transaction);
        transaction.commit(PATIENCE);
        for (Ear ear : ears) {
            assertThat(ear.within(QUIET)).isNull();
        }
    }

    @Test
    void p33_releaseOfAReadLock_makesAvailableButNotVisible() throws Exception {
        for (boolean commits : new boolean[] {true, false}) {
            write(token("a"));
            Ear[] ears = both(null);
            Transaction transaction = begin();
            read(token("a"), transaction);
            if (commits) {
                transaction.commit(PATIENCE);
            } else {
                transaction.abort(PATIENCE);
            }
            AvailabilityEvent event = next(ears[0]);
            assertThat(event.isVisibilityTransition()).isFalse();
            assertThat(((Token) event.getEntry()).key).isEqualTo("a");
            assertThat(ears[1].within(QUIET)).isNull();
            take(token("a"));
        }
    }

    @Test
    void p33_whatIsAvailableAlready_isNoTransition() throws Exception {
        write(token("a"));
        for (Ear ear : both(null)) {
            assertThat(ear.within(QUIET)).isNull();
        }
    }

    @Test
    void p33_underATransaction_ownWritesBecomeAvailableAtOnce() throws Exception {
        Transaction own = begin();
        for (Ear ear : both(own)) {
            write(token("a"), own);
            assertThat(next(ear).isVisibilityTransition()).isTrue();
        }
        own.commit(PATIENCE);
    }

    @Test
    void p33_underATransaction_endsWithIt() throws Exception {
        Transaction own = begin();
        Ear[] ears = both(own);
        own.commit(PATIENCE);
        write(token("a"));
        for (Ear ear : ears) {
            assertThat(ear.within(QUIET)).isNull();
        }
    }

    @Test
    void p34_severalMatchingTemplates_oneEvent() throws Exception {
        Ear ear = ears.listen();
        EventRegistration registration =
                register(null, false, ear, new Token("a", null), new Token(null, 1), new Token(), null);
        write(new Token("a", 1));
        AvailabilityEvent event = next(ear);
        assertThat(event.getID()).isEqualTo(registration.getID());
        assertThat(event.getSequenceNumber()).isEqualTo(registration.getSequenceNumber() + 1);
        assertThat(event.getSource()).isEqualTo(space());
        assertThat(ear.within(QUIET)).isNull();
    }

    @Test
    void p34_eachTransition_oneEvent() throws Exception {
        write(token("a"));
        Ear ear = ears.listen();
        EventRegistration registration = register(null, false, ear, new Token());
        for (int i = 1; i <= 3; i++) {
            Transaction transaction = begin();
            take(token("a"), transaction);
            transaction.abort(PATIENCE);
            assertThat(next(ear).getSequenceNumber()).isEqualTo(registration.getSequenceNumber() + i);
        }
    }

    @Test
    void p34_ids_differByTemplatesTransactionAndFlag() throws Exception {
        Transaction transaction = begin();
        Set<Long> ids = Set.of(
                register(null, false, ears.listen(), token("a")).getID(),
                register(null, true, ears.listen(), token("a")).getID(),
                register(null, false, ears.listen(), token("b")).getID(),
                register(transaction, false, ears.listen(), token("a")).getID());
        assertThat(ids).hasSize(4);
    }

    @Test
    void p34_event_givesEntriesSnapshotsAndHandback() throws Exception {
        Ear ear = ears.listen();
        MarshalledObject<String> handback = new MarshalledObject<>("back");
        space().registerForAvailabilityEvent(anything(), null, false, ear.stub(), MINUTE, handback);
        write(new Token("a", 1));
        AvailabilityEvent event = next(ear);
        assertThat(event.getRegistrationObject()).isEqualTo(handback);
        Token one = (Token) event.getEntry();
        one.key = "changed";
        assertThat(((Token) event.getEntry()).key).isEqualTo("a");
        Entry snapshot = event.getSnapshot();
        assertThat(take(snapshot)).isNotNull();
        space().write(snapshot, null, MINUTE);
        assertThat(read(new Token("a", 1))).isNotNull();
    }

    @Test
    @SuppressWarnings("NullAway")
    void p34_badArguments_areRefused() throws Exception {
        var stub = ears.listen().stub();
        assertRefused(
                NullPointerException.class,
                () -> space().registerForAvailabilityEvent(null, null, false, stub, MINUTE, null));
        assertRefused(
                NullPointerException.class,
                () -> space().registerForAvailabilityEvent(anything(), null, false, null, MINUTE, null));
        for (Collection<?> bad : List.of(List.of(), List.of("no entry"))) {
            assertRefused(
                    IllegalArgumentException.class,
                    () -> space().registerForAvailabilityEvent(bad, null, false, stub, MINUTE, null));
        }
    }
}
