package org.gridspace.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.rmi.MarshalledObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import net.jini.core.entry.Entry;
import net.jini.core.event.EventRegistration;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.space.AvailabilityEvent;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Availability events without a transaction: points 11, 33 and 34 of the notes on semantics. */
public abstract class AvailabilityContract extends Contract {
    private static final Note ANY_A = new Note("a", null);

    final Recorder heard = new Recorder();

    private EventRegistration register(boolean visibilityOnly, Entry... templates) throws Exception {
        return space().registerForAvailabilityEvent(
                        Arrays.asList(templates), null, visibilityOnly, heard, MINUTE, null);
    }

    private AvailabilityEvent next() throws Exception {
        return (AvailabilityEvent) heard.next();
    }

    @Test
    void write_isAVisibilityTransitionAndCarriesTheEntry() throws Exception {
        var handback = new MarshalledObject<>(List.of(1, 2));
        EventRegistration registration =
                space().registerForAvailabilityEvent(List.of(ANY_A), null, true, heard, MINUTE, handback);
        space().write(new UrgentNote("a", 1, "now"), null, MINUTE);
        AvailabilityEvent event = next();
        assertThat(event.isVisibilityTransition()).isTrue();
        assertThat(event.getSource()).isEqualTo(space()).isEqualTo(registration.getSource());
        assertThat(event.getID()).isEqualTo(registration.getID());
        assertThat(event.getSequenceNumber()).isEqualTo(registration.getSequenceNumber() + 1);
        assertThat(event.getRegistrationObject()).isEqualTo(handback);
        assertThat(event.getEntry()).isExactlyInstanceOf(UrgentNote.class);
        assertThat(((UrgentNote) event.getEntry()).deadline).isEqualTo("now");
        assertThat(event.getEntry()).isNotSameAs(event.getEntry());
    }

    @Test
    void getSnapshot_standsForTheEntry() throws Exception {
        register(false, ANY_A);
        space().write(new Note("a", 1), null, MINUTE);
        Entry snapshot = next().getSnapshot();
        assertThat(((Note) space().take(snapshot, null, 0)).number).isEqualTo(1);
        assertThat(space().take(snapshot, null, 0)).isNull();
        space().write(snapshot, null, MINUTE);
        assertThat(((Note) space().take(null, null, 0)).number).isEqualTo(1);
    }

    @Test
    void event_serialized_carriesTheEntryAlong() throws Exception {
        register(false, ANY_A);
        space().write(new Note("a", 5), null, MINUTE);
        AvailabilityEvent event = next();
        AvailabilityEvent elsewhere = copy(event);
        assertThat(((Note) elsewhere.getEntry()).number).isEqualTo(5);
        assertThat(elsewhere.getSource()).isEqualTo(space());
        assertThat(elsewhere.getID()).isEqualTo(event.getID());
        assertThat(elsewhere.getSequenceNumber()).isEqualTo(event.getSequenceNumber());
        assertThat(elsewhere.isVisibilityTransition()).isTrue();
        assertThat(space().take(elsewhere.getSnapshot(), null, 0)).isNotNull();
    }

    @Test
    void entryThatMatchesSeveralTemplates_isToldOnce() throws Exception {
        EventRegistration registration = register(false, ANY_A, new Note(null, 1), null);
        space().write(new Note("a", 1), null, MINUTE);
        space().write(new Note("b", 2), null, MINUTE);
        long first = registration.getSequenceNumber() + 1;
        assertThat(next().getSequenceNumber()).isEqualTo(first);
        AvailabilityEvent second = next();
        assertThat(second.getSequenceNumber()).isEqualTo(first + 1);
        assertThat(((Note) second.getEntry()).topic).isEqualTo("b");
    }

    @Test
    void ids_differByFlagAndTemplates() throws Exception {
        assertThat(List.of(
                        register(false, ANY_A).getID(),
                        register(true, ANY_A).getID(),
                        register(true, ANY_A, new Bag()).getID(),
                        space().notify(ANY_A, null, heard, MINUTE, null).getID()))
                .doesNotHaveDuplicates();
    }

    @Test
    void lease_cancelled_tellsNothingMore() throws Exception {
        EventRegistration registration = register(false, ANY_A);
        registration.getLease().renew(2 * MINUTE);
        registration.getLease().cancel();
        space().write(new Note("a", 1), null, MINUTE);
        register(false, new Note("b", null));
        space().write(new Note("b", 1), null, MINUTE);
        assertThat(((Note) next().getEntry()).topic).isEqualTo("b");
        assertThat(heard.isQuiet()).isTrue();
        assertThatThrownBy(() -> registration.getLease().renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
    }

    @Test
    void wrongArguments_areRefused() throws Exception {
        Entry foreign = otherSpace().snapshot(ANY_A);
        List<ThrowingCallable> calls = List.of(
                () -> register(List.of(), MINUTE),
                () -> register(List.of("no entry"), MINUTE),
                () -> register(List.of(foreign), MINUTE),
                () -> register(List.of(ANY_A), 0),
                () -> register(List.of(ANY_A), -2));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> register((Collection<?>) null, MINUTE)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> space().registerForAvailabilityEvent(List.of(ANY_A), null, true, null, MINUTE, null))
                .isInstanceOf(NullPointerException.class);
    }

    private EventRegistration register(Collection<?> templates, long lease) throws Exception {
        return space().registerForAvailabilityEvent(templates, null, true, heard, lease, null);
    }
}
