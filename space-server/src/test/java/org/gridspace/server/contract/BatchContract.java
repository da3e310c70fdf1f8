package org.gridspace.server.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.core.lease.UnknownLeaseException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Batch write and batch take: points 35 and 36 of the notes on semantics. */
@SuppressWarnings({"rawtypes", "unchecked"})
public abstract class BatchContract extends Contract {
    private static final Note ANY = new Note();

    private void writeNotes(int count) throws Exception {
        List<Entry> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            notes.add(new Note("a", i));
        }
        space().write(notes, null, Collections.nCopies(count, MINUTE));
    }

    private static List<Integer> numbers(Collection taken) {
        return ((Collection<Note>) taken).stream().map(note -> note.number).toList();
    }

    private void assertEmpty() throws Exception {
        assertThat(space().read(null, null, 0)).isNull();
    }

    // write

    @Test
    void write_batch_leaseBelongsToItsEntry() throws Exception {
        List leases = space().write(
                        List.of(new Note("a", 1), new UrgentNote("b", 2, "now"), new Note("c", 3)),
                        null,
                        List.of(MINUTE, 10 * MINUTE, Lease.FOREVER));
        long now = System.currentTimeMillis();
        assertThat(leases).hasSize(3);
        assertThat(((Lease) leases.get(0)).getExpiration()).isBetween(now + MINUTE - 10_000, now + MINUTE);
        assertThat(((Lease) leases.get(1)).getExpiration()).isBetween(now + 9 * MINUTE, now + 10 * MINUTE);
        assertThat(((Lease) leases.get(2)).getExpiration()).isEqualTo(Lease.FOREVER);
        ((Lease) leases.get(1)).cancel();
        assertThat(space().read(new Note("b", null), null, 0)).isNull();
        assertThat(space().take(new Note("a", 1), null, 0)).isNotNull();
        assertThatThrownBy(() -> ((Lease) leases.get(0)).renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        assertThat(space().take(new Note("c", 3), null, 0)).isNotNull();
        assertEmpty();
    }

    @Test
    void write_batchAnyLease_isGrantedALongOne() throws Exception {
        List leases = space().write(List.of(ANY), null, List.of(Lease.ANY));
        assertThat(((Lease) leases.get(0)).getExpiration()).isGreaterThan(System.currentTimeMillis() + MINUTE);
    }

    @Test
    void write_batchNoLeaseAtAll_isNeverSeen() throws Exception {
        List leases = space().write(
                        List.of(new Note("a", 1), new Note("b", 2), new Note("c", 3)), null, List.of(0L, MINUTE, 0L));
        assertThat(leases).hasSize(3);
        assertThat(((Note) space().take(ANY, null, 0)).topic).isEqualTo("b");
        assertEmpty();
        assertThatThrownBy(() -> ((Lease) leases.get(0)).renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        assertThat(space().write(List.of(ANY), null, List.of(0L))).hasSize(1);
        assertEmpty();
    }

    @Test
    void write_batchSameObjectTwice_storesTwo() throws Exception {
        var note = new Note("a", 1);
        space().write(List.of(note, note), null, List.of(MINUTE, MINUTE));
        assertThat(space().take(note, null, 0)).isNotNull();
        assertThat(space().take(note, null, 0)).isNotNull();
        assertEmpty();
    }

    @Test
    void write_batchOfSnapshots_works() throws Exception {
        Entry snapshot = space().snapshot(new Note("a", 1));
        space().write(List.of(snapshot, new Note("b", 2)), null, List.of(MINUTE, MINUTE));
        assertThat(space().take(snapshot, null, 0)).isNotNull();
        assertThat(space().take(new Note("b", 2), null, 0)).isNotNull();
    }

    @Test
    void write_batchWithNull_isRefusedAndNothingWritten() throws Exception {
        List<Long> two = List.of(MINUTE, MINUTE);
        List<Entry> notes = List.of(new Note("a", 1), new Note("b", 2));
        List<ThrowingCallable> calls = List.of(
                () -> space().write((List) null, null, two),
                () -> space().write(notes, null, null),
                () -> space().write(Arrays.asList(new Note("a", 1), null), null, two),
                () -> space().write(notes, null, Arrays.asList(MINUTE, null)));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(NullPointerException.class);
        }
        assertEmpty();
    }

    @Test
    void write_batchOfWrongThings_isRefusedAndNothingWritten() throws Exception {
        List<Long> two = List.of(MINUTE, MINUTE);
        List<Entry> notes = List.of(new Note("a", 1), new Note("b", 2));
        Entry foreign = otherSpace().snapshot(new Note("a", 1));
        List<ThrowingCallable> calls = List.of(
                () -> space().write(List.of(), null, List.of()),
                () -> space().write(notes, null, List.of(MINUTE)),
                () -> space().write(List.of(new Note("a", 1)), null, two),
                () -> space().write(List.of(new Note("a", 1), "no entry"), null, two),
                () -> space().write(notes, null, List.of(MINUTE, 60_000)),
                () -> space().write(notes, null, List.of(MINUTE, -2L)),
                () -> space().write(notes, null, List.of(Long.MIN_VALUE, MINUTE)),
                () -> space().write(List.of(new Note("a", 1), foreign), null, two),
                () -> space().write(List.of(new Note("a", 1), new SpaceContract.WithPrimitive()), null, two));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
        assertEmpty();
    }

    @Test
    void write_batchLargerThanAFrame_arrivesWhole() throws Exception {
        List<Entry> bags = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            var bag = new Bag("large " + i);
            bag.anything = "x".repeat(6 << 20);
            bags.add(bag);
        }
        assertThat(space().write(bags, null, Collections.nCopies(5, MINUTE))).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(((Bag) space().take(new Bag("large " + i), null, 0)).anything)
                    .isEqualTo("x".repeat(6 << 20));
        }
        assertEmpty();
    }

    @Test
    void write_batchOfMoreEntriesThanAFrameHas_arrivesWhole() throws Exception {
        int count = 70_000;
        writeNotes(count);
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < count) {
            Collection some = space().take(List.of(ANY), null, 0, Long.MAX_VALUE);
            assertThat(some).isNotEmpty();
            taken.addAll(numbers(some));
        }
        assertThat(taken)
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
        assertEmpty();
    }

    // take

    @Test
    void take_batch_takesWhatMatchesOnce() throws Exception {
        writeNotes(5);
        space().write(new Note("other", 9), null, MINUTE);
        Collection taken = space().take(List.of(new Note("a", null), ANY, new Note(null, 3)), null, 0, Long.MAX_VALUE);
        assertThat(numbers(taken)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 9);
        assertEmpty();
    }

    @Test
    void take_batch_leavesWhatIsBeyondTheLimit() throws Exception {
        writeNotes(5);
        assertThat(numbers(space().take(List.of(ANY), null, 0, 2))).hasSize(2);
        assertThat(numbers(space().take(List.of(ANY), null, 0, 2))).hasSize(2);
        assertThat(numbers(space().take(List.of(ANY), null, 0, 2))).hasSize(1);
        assertThat(space().take(List.of(ANY), null, 0, 2)).isEmpty();
    }

    @Test
    void take_batchOfSubclass_keepsItsClass() throws Exception {
        space().write(new UrgentNote("a", 1, "now"), null, MINUTE);
        assertThat(space().take(List.of(ANY), null, 0, 10)).hasOnlyElementsOfType(UrgentNote.class);
    }

    @Test
    void take_batchNullTemplate_matchesAnything() throws Exception {
        space().write(new Note("a", 1), null, MINUTE);
        space().write(new Bag("b"), null, MINUTE);
        assertThat(space().take(Arrays.asList((Entry) null), null, 0, 10)).hasSize(2);
    }

    @Test
    void take_batch_collectionIsTheCallers() throws Exception {
        writeNotes(2);
        Collection taken = space().take(List.of(ANY), null, 0, 10);
        taken.remove(taken.iterator().next());
        taken.add("more");
        assertThat(taken).hasSize(2);
        Collection none = space().take(List.of(ANY), null, 0, 10);
        none.add("more");
        assertThat(none).hasSize(1);
    }

    @Test
    void take_batchNothingThere_waitsAndAnswersEmpty() throws Exception {
        long start = System.nanoTime();
        assertThat(space().take(List.of(ANY), null, 300, 10)).isNotNull().isEmpty();
        assertThat(System.nanoTime() - start).isBetween(SECONDS.toNanos(3) / 10, SECONDS.toNanos(20));
    }

    @Test
    void take_batchBlocked_getsTheFirstThatComes() throws Exception {
        Future<Collection> taken = threads.submit(() ->
                space().take(List.of(new Note("x", null), new Note("a", null)), null, Long.MAX_VALUE, Long.MAX_VALUE));
        space().write(new Note("b", 1), null, MINUTE);
        space().write(new Note("a", 2), null, MINUTE);
        assertThat(numbers(taken.get(20, SECONDS))).containsExactly(2);
        assertThat(space().take(new Note("b", 1), null, 0)).isNotNull();
        assertEmpty();
    }

    @Test
    void take_batchBySnapshot_works() throws Exception {
        writeNotes(3);
        assertThat(space().take(List.of(space().snapshot(new Note("a", 1))), null, 0, 10))
                .hasSize(1);
    }

    @Test
    void take_batchOfWrongThings_isRefusedAndNothingTaken() throws Exception {
        writeNotes(1);
        Entry foreign = otherSpace().snapshot(new Note("a", 1));
        List<ThrowingCallable> calls = List.of(
                () -> space().take(List.of(), null, 0, 10),
                () -> space().take(List.of("no entry"), null, 0, 10),
                () -> space().take(List.of(ANY), null, -1, 10),
                () -> space().take(List.of(ANY), null, 0, 0),
                () -> space().take(List.of(ANY), null, 0, -1),
                () -> space().take(List.of(foreign), null, 0, 10),
                () -> space().take(Collections.nCopies(1025, ANY), null, 0, 10));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> space().take((Collection) null, null, 0, 10)).isInstanceOf(NullPointerException.class);
        assertThat(space().take(ANY, null, 0)).isNotNull();
    }

    @Test
    void take_batchInterrupted_endsAndLosesNothing() throws Exception {
        var outcome = new AtomicReference<Object>();
        var flag = new AtomicReference<Boolean>();
        var started = new CountDownLatch(1);
        var taker = new Thread(() -> {
            started.countDown();
            try {
                outcome.set(space().take(List.of(ANY), null, Long.MAX_VALUE, 10));
            } catch (Exception e) {
                outcome.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        taker.start();
        started.await();
        taker.interrupt();
        taker.join(20_000);
        assertThat(outcome.get()).isInstanceOf(RemoteException.class);
        assertThat(flag.get()).isTrue();
        writeNotes(1);
        assertThat(space().take(ANY, null, 0)).isNotNull();
    }
}
