package org.gridspace.server.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.rmi.NoSuchObjectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.space.MatchSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Match sets without a transaction: points 9, 11, 37 and 38 of the notes on semantics. */
public abstract class ContentsContract extends Contract {
    private static final Note ANY = new Note();
    /** Far more than comes at once. */
    private static final int MANY = 2_000;

    private void writeNotes(int count) throws Exception {
        List<Entry> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            notes.add(new Note("a", i));
        }
        space().write(notes, null, Collections.nCopies(count, MINUTE));
    }

    private MatchSet open(Entry... templates) throws Exception {
        return space().contents(Arrays.asList(templates), null, MINUTE, Long.MAX_VALUE);
    }

    private static List<Integer> rest(MatchSet matches) throws Exception {
        var numbers = new ArrayList<Integer>();
        for (Entry next = matches.next(); next != null; next = matches.next()) {
            numbers.add(((Note) next).number);
        }
        return numbers;
    }

    @Test
    void contents_manyEntries_yieldsAllOfThemOnce() throws Exception {
        writeNotes(MANY);
        assertThat(rest(open(ANY)))
                .containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
        assertThat(space().take(ANY, null, 0)).isNotNull();
    }

    @Test
    void contents_severalTemplates_yieldsEachEntryOnce() throws Exception {
        writeNotes(3);
        space().write(new UrgentNote("b", 7, "now"), null, MINUTE);
        space().write(new Bag("no note"), null, MINUTE);
        assertThat(rest(open(new Note("a", null), new Note(null, 1), new UrgentNote())))
                .containsExactlyInAnyOrder(0, 1, 2, 7);
    }

    @Test
    void contents_nullTemplate_yieldsAnything() throws Exception {
        space().write(new Note("a", 1), null, MINUTE);
        space().write(new Bag("b"), null, MINUTE);
        MatchSet matches = open((Entry) null);
        assertThat(matches.next()).isNotNull();
        assertThat(matches.next()).isNotNull();
        assertThat(matches.next()).isNull();
    }

    @Test
    void contents_limit_isKept() throws Exception {
        writeNotes(MANY);
        assertThat(rest(space().contents(List.of(ANY), null, MINUTE, 3))).hasSize(3);
        assertThat(rest(space().contents(List.of(ANY), null, Lease.ANY, 700))).hasSize(700);
    }

    @Test
    void next_exhausted_isNullForEver() throws Exception {
        writeNotes(2);
        MatchSet matches = open(ANY);
        assertThat(rest(matches)).hasSize(2);
        writeNotes(2);
        assertThat(matches.next()).isNull();
        assertThat(matches.next()).isNull();
        assertThatThrownBy(matches::getSnapshot).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void next_emptySpace_isNull() throws Exception {
        MatchSet matches = open(ANY);
        assertThat(matches.next()).isNull();
        Lease lease = matches.getLease();
        if (lease != null) {
            lease.cancel();
        }
    }

    @Test
    void next_entriesTakenMeanwhile_goesOn() throws Exception {
        writeNotes(MANY);
        MatchSet matches = open(ANY);
        assertThat(matches.next()).isNotNull();
        for (int i = 0; i < MANY / 2; i += 100) {
            space().take(List.of(ANY), null, 0, 100);
        }
        assertThat(rest(matches))
                .containsAll(IntStream.range(MANY / 2, MANY).boxed().toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void getSnapshot_afterNext_standsForTheEntry() throws Exception {
        writeNotes(2);
        MatchSet matches = open(ANY);
        assertThatThrownBy(matches::getSnapshot).isInstanceOf(IllegalStateException.class);
        Note first = (Note) matches.next();
        Entry snapshot = matches.getSnapshot();
        assertThat(((Note) space().take(snapshot, null, 0)).number).isEqualTo(first.number);
        assertThat(space().take(snapshot, null, 0)).isNull();
        space().write(snapshot, null, MINUTE);
        assertThat(space().read(first, null, 0)).isNotNull();
    }

    @Test
    void lease_cancelled_endsTheMatchSetForGood() throws Exception {
        writeNotes(MANY);
        MatchSet matches = open(ANY);
        assertThat(matches.next()).isNotNull();
        Lease lease = matches.getLease();
        lease.cancel();
        assertThatThrownBy(matches::next).isInstanceOf(NoSuchObjectException.class);
        assertThatThrownBy(matches::next).isInstanceOf(NoSuchObjectException.class);
        assertThatThrownBy(matches::getSnapshot).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> lease.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        assertThatThrownBy(lease::cancel).isInstanceOf(UnknownLeaseException.class);
    }

    @Test
    void lease_expired_endsTheMatchSetForGood() throws Exception {
        writeNotes(MANY);
        MatchSet matches = space().contents(List.of(ANY), null, 500, Long.MAX_VALUE);
        assertThat(matches.getLease().getExpiration()).isLessThanOrEqualTo(System.currentTimeMillis() + 500);
        await().atMost(20, SECONDS).until(() -> {
            try {
                assertThat(matches.next()).isNotNull();
                return false;
            } catch (NoSuchObjectException e) {
                return true;
            }
        });
        assertThatThrownBy(matches::next).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void lease_renewed_keepsTheMatchSet() throws Exception {
        writeNotes(MANY);
        MatchSet matches = space().contents(List.of(ANY), null, 2_000, Long.MAX_VALUE);
        long end = matches.getLease().getExpiration();
        copy(matches.getLease()).renew(10 * MINUTE);
        await().atMost(20, SECONDS).until(() -> System.currentTimeMillis() > end + 500);
        assertThat(rest(matches)).hasSize(MANY);
        matches.getLease().renew(MINUTE);
        matches.getLease().cancel();
    }

    @Test
    void contents_wrongArguments_areRefused() throws Exception {
        Entry foreign = otherSpace().snapshot(ANY);
        List<ThrowingCallable> calls = List.of(
                () -> space().contents(List.of(), null, MINUTE, 10),
                () -> space().contents(List.of("no entry"), null, MINUTE, 10),
                () -> space().contents(List.of(ANY), null, 0, 10),
                () -> space().contents(List.of(ANY), null, -2, 10),
                () -> space().contents(List.of(ANY), null, MINUTE, 0),
                () -> space().contents(List.of(ANY), null, MINUTE, -1),
                () -> space().contents(List.of(foreign), null, MINUTE, 10));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> space().contents(null, null, MINUTE, 10)).isInstanceOf(NullPointerException.class);
    }
}
