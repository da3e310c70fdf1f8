package org.gridspace.server.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.core.lease.LeaseMap;
import net.jini.core.lease.LeaseMapException;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.space.JavaSpace;
import net.jini.space.JavaSpace05;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every space does, whatever is behind it: the JavaSpaces specification for single operations without a transaction, by the
 * numbers of the list in the project's notes on semantics. A subclass says how to get an empty space.
 */
@Timeout(60)
public abstract class SpaceContract {
    private static final long MINUTE = 60_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** An empty space; the same one each time within a test. */
    protected abstract JavaSpace05 space();

    /** Another space. */
    protected abstract JavaSpace05 otherSpace();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    // 1 to 9: entries and matching

    @Test
    void take_templateOfSuperclass_findsSubclassWithAllItsFields() throws Exception {
        space().write(new UrgentNote("a", 1, "today"), null, MINUTE);
        Entry taken = space().take(new Note("a", null), null, JavaSpace.NO_WAIT);
        assertThat(taken).isExactlyInstanceOf(UrgentNote.class);
        assertThat(((UrgentNote) taken).deadline).isEqualTo("today");
    }

    @Test
    void read_templateOfSubclass_doesNotFindSuperclass() throws Exception {
        space().write(new Note("a", 1), null, MINUTE);
        assertThat(space().read(new UrgentNote("a", 1, null), null, JavaSpace.NO_WAIT))
                .isNull();
    }

    @Test
    void read_nullTemplate_findsAnything() throws Exception {
        space().write(new Note("a", 1), null, MINUTE);
        assertThat(space().read(null, null, JavaSpace.NO_WAIT)).isInstanceOf(Note.class);
        assertThat(space().take(null, null, JavaSpace.NO_WAIT)).isInstanceOf(Note.class);
        assertThat(space().take(null, null, JavaSpace.NO_WAIT)).isNull();
    }

    @Test
    void read_storedNull_isFoundByWildcardOnly() throws Exception {
        space().write(new Note("a", null), null, MINUTE);
        assertThat(space().read(new Note("a", 1), null, JavaSpace.NO_WAIT)).isNull();
        Note found = (Note) space().read(new Note("a", null), null, JavaSpace.NO_WAIT);
        assertThat(found.number).isNull();
    }

    @Test
    void read_eachFieldOfTemplate_mustMatch() throws Exception {
        space().write(new Note("a", 1), null, MINUTE);
        assertThat(space().read(new Note("a", 2), null, JavaSpace.NO_WAIT)).isNull();
        assertThat(space().read(new Note("b", 1), null, JavaSpace.NO_WAIT)).isNull();
        assertThat(space().read(new Note("a", 1), null, JavaSpace.NO_WAIT)).isNotNull();
    }

    @Test
    void take_fieldsThatDoNotCount_comeFromConstructor() throws Exception {
        var bag = new Bag("x");
        bag.guarded = "changed";
        bag.unseen = "changed";
        bag.fleeting = "changed";
        space().write(bag, null, MINUTE);
        Bag taken = (Bag) space().take(new Bag("x"), null, JavaSpace.NO_WAIT);
        assertThat(taken.guarded()).isEqualTo("from the constructor");
        assertThat(taken.unseen()).isEqualTo("from the constructor");
        assertThat(taken.fleeting).isNull();
        assertThat(taken.fixed).isEqualTo("fixed");
    }

    /** Breaks the rules: a primitive public field. */
    public static final class WithPrimitive implements Entry {
        private static final long serialVersionUID = 1L;
        public int number;
    }

    /** Breaks the rules: no public no-arg constructor. */
    public static final class WithoutConstructor implements Entry {
        private static final long serialVersionUID = 1L;
        public String name;

        public WithoutConstructor(String name) {
            this.name = name;
        }
    }

    @Test
    void anyOperation_unfitClass_isRefused() throws Exception {
        for (Entry unfit : List.of(new WithPrimitive(), new WithoutConstructor("x"))) {
            assertThatThrownBy(() -> space().write(unfit, null, MINUTE)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space().read(unfit, null, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space().takeIfExists(unfit, null, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space().snapshot(unfit)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(space().read(null, null, 0)).isNull();
    }

    @Test
    void read_equalMapsInOtherOrder_match() throws Exception {
        Map<String, Integer> counts = new HashMap<>(1024);
        Map<String, Integer> reversed = new HashMap<>(2);
        for (int i = 0; i < 100; i++) {
            counts.put("key" + i, i);
            reversed.put("key" + (99 - i), 99 - i);
        }
        var bag = new Bag();
        bag.counts = counts;
        space().write(bag, null, MINUTE);
        var template = new Bag();
        template.counts = reversed;
        assertThat(((Bag) space().read(template, null, 0)).counts).isEqualTo(counts);
    }

    @Test
    void take_objectSharedByTwoFields_comesBackAsTwo() throws Exception {
        var bag = new Bag("x");
        bag.first = new ArrayList<>(List.of("one"));
        bag.second = bag.first;
        bag.words = bag.first;
        space().write(bag, null, MINUTE);
        Bag taken = (Bag) space().take(new Bag("x"), null, 0);
        assertThat(taken.first).isEqualTo(taken.second).isNotSameAs(taken.second);
        assertThat(taken.words).isEqualTo(taken.first);
    }

    @Test
    void write_sameObjectTwice_storesTwoEntriesAndLeavesItAlone() throws Exception {
        var note = new Note("a", 1);
        space().write(note, null, MINUTE);
        space().write(note, null, MINUTE);
        assertThat(note.topic).isEqualTo("a");
        assertThat(space().take(note, null, 0)).isNotNull().isNotSameAs(note);
        assertThat(space().take(note, null, 0)).isNotNull();
        assertThat(space().take(note, null, 0)).isNull();
    }

    @Test
    void write_changedAfterwards_storesWhatItWas() throws Exception {
        var note = new Note("a", 1);
        space().write(note, null, MINUTE);
        note.number = 2;
        assertThat(((Note) space().take(null, null, 0)).number).isEqualTo(1);
    }

    @Test
    void snapshot_inPlaceOfEntryAndTemplate_works() throws Exception {
        var note = new Note("a", 1);
        Entry snapshot = space().snapshot(note);
        note.topic = "changed";
        space().write(snapshot, null, MINUTE);
        space().write(snapshot, null, MINUTE);
        assertThat(((Note) space().read(snapshot, null, 0)).topic).isEqualTo("a");
        assertThat(((Note) space().readIfExists(snapshot, null, 0)).topic).isEqualTo("a");
        assertThat(((Note) space().take(snapshot, null, 0)).topic).isEqualTo("a");
        assertThat(((Note) space().takeIfExists(snapshot, null, 0)).topic).isEqualTo("a");
        assertThat(space().take(snapshot, null, 0)).isNull();
    }

    @Test
    void snapshot_ofAnotherSpace_isRefused() throws Exception {
        Entry foreign = otherSpace().snapshot(new Note("a", 1));
        assertThatThrownBy(() -> space().write(foreign, null, MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space().take(foreign, null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(space().read(null, null, 0)).isNull();
    }

    @Test
    void write_null_isRefused() {
        assertThatThrownBy(() -> space().write((Entry) null, null, MINUTE)).isInstanceOf(NullPointerException.class);
    }

    // 10 to 14: time and leases

    @Test
    void anyMatch_negativeTimeout_isRefused() throws Exception {
        space().write(new Note("a", 1), null, MINUTE);
        assertThatThrownBy(() -> space().read(null, null, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space().readIfExists(null, null, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space().take(null, null, Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space().takeIfExists(null, null, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(space().take(null, null, 0)).isNotNull();
    }

    @Test
    void take_timeoutForEver_waitsForEntry() throws Exception {
        Future<Entry> taken = threads.submit(() -> space().take(new Note("a", null), null, Long.MAX_VALUE));
        space().write(new Note("b", 1), null, Lease.FOREVER);
        space().write(new Note("a", 1), null, Lease.FOREVER);
        assertThat(((Note) taken.get(20, SECONDS)).topic).isEqualTo("a");
        assertThat(space().take(new Note("a", null), null, 0)).isNull();
    }

    @Test
    void write_negativeLease_isRefusedAndNothingWritten() throws Exception {
        assertThatThrownBy(() -> space().write(new Note("a", 1), null, -2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space().write(new Note("a", 1), null, Long.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(space().read(null, null, 0)).isNull();
    }

    @Test
    void write_anyLease_isGrantedALongOne() throws Exception {
        long before = System.currentTimeMillis();
        Lease lease = space().write(new Note("a", 1), null, Lease.ANY);
        assertThat(lease.getExpiration()).isGreaterThan(before + MINUTE);
    }

    @Test
    void write_leaseForEver_isGranted() throws Exception {
        assertThat(space().write(new Note("a", 1), null, Lease.FOREVER).getExpiration())
                .isEqualTo(Lease.FOREVER);
    }

    @Test
    void write_minute_isGrantedAsAskedAndNeverLonger() throws Exception {
        Lease lease = space().write(new Note("a", 1), null, MINUTE);
        long after = System.currentTimeMillis();
        assertThat(lease.getExpiration()).isBetween(after + MINUTE - 10_000, after + MINUTE);
    }

    @Test
    void write_noLeaseAtAll_isNeverSeen() throws Exception {
        Lease lease = space().write(new Note("a", 1), null, 0);
        assertThat(space().read(null, null, 0)).isNull();
        assertThat(lease.getExpiration()).isLessThanOrEqualTo(System.currentTimeMillis());
        assertThatThrownBy(() -> lease.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
    }

    @Test
    void read_expiredEntry_isGone() throws Exception {
        long before = System.currentTimeMillis();
        Lease lease = space().write(new Note("a", 1), null, 300);
        assertThat(space().read(null, null, 0)).isNotNull();
        await().atMost(20, SECONDS).until(() -> space().read(null, null, 0) == null);
        assertThat(System.currentTimeMillis() - before).isBetween(300L, 20_000L);
        assertThatThrownBy(() -> lease.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        assertThatThrownBy(lease::cancel).isInstanceOf(UnknownLeaseException.class);
    }

    @Test
    void renew_countsFromNow() throws Exception {
        Lease lease = space().write(new Note("a", 1), null, MINUTE);
        lease.renew(10 * MINUTE);
        assertThat(lease.getExpiration() - System.currentTimeMillis()).isBetween(9 * MINUTE, 10 * MINUTE);
        lease.renew(1_000);
        assertThat(lease.getExpiration() - System.currentTimeMillis()).isLessThanOrEqualTo(1_000);
        lease.renew(Lease.FOREVER);
        assertThat(lease.getExpiration()).isEqualTo(Lease.FOREVER);
    }

    @Test
    void renew_negative_isRefusedAndChangesNothing() throws Exception {
        Lease lease = space().write(new Note("a", 1), null, MINUTE);
        long expiration = lease.getExpiration();
        assertThatThrownBy(() -> lease.renew(-2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(lease.getExpiration()).isEqualTo(expiration);
    }

    @Test
    void cancel_removesEntry_andASecondTimeIsUnknown() throws Exception {
        Lease lease = space().write(new Note("a", 1), null, MINUTE);
        lease.cancel();
        assertThat(space().read(null, null, 0)).isNull();
        assertThatThrownBy(lease::cancel).isInstanceOf(UnknownLeaseException.class);
        assertThatThrownBy(() -> lease.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
    }

    @Test
    void cancel_takenEntry_isUnknown() throws Exception {
        Lease lease = space().write(new Note("a", 1), null, MINUTE);
        space().take(null, null, 0);
        assertThatThrownBy(lease::cancel).isInstanceOf(UnknownLeaseException.class);
    }

    @Test
    void leaseMap_renewsAndCancelsTogether_andNamesTheLost() throws Exception {
        Lease first = space().write(new Note("a", 1), null, MINUTE);
        Lease second = space().write(new Note("b", 2), null, MINUTE);
        Lease lost = space().write(new Note("c", 3), null, MINUTE);
        lost.cancel();
        LeaseMap map = first.createLeaseMap(10 * MINUTE);
        assertThat(first.canBatch(second)).isTrue();
        assertThat(map.canContainKey(second)).isTrue();
        map.put(second, 20 * MINUTE);
        map.put(lost, MINUTE);
        assertThatThrownBy(map::renewAll).isInstanceOfSatisfying(LeaseMapException.class, problem -> {
            assertThat(problem.exceptionMap).containsOnlyKeys(lost);
            assertThat(problem.exceptionMap.get(lost)).isInstanceOf(UnknownLeaseException.class);
        });
        assertThat(map).containsOnlyKeys(first, second);
        assertThat(first.getExpiration() - System.currentTimeMillis()).isBetween(9 * MINUTE, 10 * MINUTE);
        assertThat(second.getExpiration() - System.currentTimeMillis()).isBetween(19 * MINUTE, 20 * MINUTE);
        map.cancelAll();
        assertThat(space().read(null, null, 0)).isNull();
    }

    @Test
    void leaseMap_foreignLeaseOrDuration_isRefused() throws Exception {
        Lease lease = space().write(new Note("a", 1), null, MINUTE);
        Lease foreign = otherSpace().write(new Note("a", 1), null, MINUTE);
        LeaseMap map = lease.createLeaseMap(MINUTE);
        assertThat(lease.canBatch(foreign)).isFalse();
        assertThat(map.canContainKey(foreign)).isFalse();
        assertThatThrownBy(() -> map.put(foreign, MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map.put(lease, "long")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map.put("lease", MINUTE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leases_ofTheSameEntry_areEqual() throws Exception {
        Lease lease = space().write(new Note("a", 1), null, MINUTE);
        Lease other = space().write(new Note("a", 1), null, MINUTE);
        Lease copy = copy(lease);
        assertThat(copy).isEqualTo(lease).hasSameHashCodeAs(lease).isNotEqualTo(other);
        copy.cancel();
        assertThatThrownBy(lease::cancel).isInstanceOf(UnknownLeaseException.class);
    }

    @Test
    void lease_serialized_keepsItsEndInBothFormats() throws Exception {
        Lease lease = space().write(new Note("a", 1), null, MINUTE);
        assertThat(lease.getSerialFormat()).isEqualTo(Lease.DURATION);
        assertThat(copy(lease).getExpiration()).isBetween(lease.getExpiration() - 10, lease.getExpiration() + 5_000);
        lease.setSerialFormat(Lease.ABSOLUTE);
        assertThat(copy(lease).getSerialFormat()).isEqualTo(Lease.ABSOLUTE);
        assertThat(copy(lease).getExpiration()).isEqualTo(lease.getExpiration());
        assertThatThrownBy(() -> lease.setSerialFormat(3)).isInstanceOf(IllegalArgumentException.class);
        lease.renew(Lease.FOREVER);
        lease.setSerialFormat(Lease.DURATION);
        assertThat(copy(lease).getExpiration()).isEqualTo(Lease.FOREVER);
    }

    // 15 to 18: blocking

    @Test
    void take_emptySpace_waitsAsLongAsAskedAndNoLonger() throws Exception {
        long start = System.nanoTime();
        assertThat(space().take(new Note("a", 1), null, 300)).isNull();
        assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(20));
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SECONDS.toNanos(3) / 10);
    }

    @Test
    void ifExists_emptySpace_answersAtOnce() throws Exception {
        long start = System.nanoTime();
        assertThat(space().takeIfExists(new Note("a", 1), null, MINUTE)).isNull();
        assertThat(space().readIfExists(new Note("a", 1), null, Long.MAX_VALUE)).isNull();
        assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(30));
    }

    @Test
    void ifExists_entryThere_findsIt() throws Exception {
        space().write(new Note("a", 1), null, MINUTE);
        assertThat(space().readIfExists(new Note("a", 1), null, 0)).isNotNull();
        assertThat(space().takeIfExists(new Note("a", 1), null, 0)).isNotNull();
        assertThat(space().takeIfExists(new Note("a", 1), null, 0)).isNull();
    }

    @Test
    void blockedReads_oneEntry_allFindIt() throws Exception {
        List<Future<Entry>> reads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            reads.add(threads.submit(() -> space().read(new Note("a", null), null, 20_000)));
        }
        space().write(new Note("a", 7), null, MINUTE);
        for (Future<Entry> read : reads) {
            assertThat(((Note) read.get(20, SECONDS)).number).isEqualTo(7);
        }
        assertThat(space().take(new Note("a", 7), null, 0)).isNotNull();
    }

    @Test
    void blockedTakes_manyEntries_eachTakesAnother() throws Exception {
        List<Future<Entry>> takes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            takes.add(threads.submit(() -> space().take(new Note("a", null), null, 20_000)));
        }
        for (int i = 0; i < 8; i++) {
            space().write(new Note("a", i), null, MINUTE);
        }
        List<Integer> numbers = new ArrayList<>();
        for (Future<Entry> take : takes) {
            numbers.add(((Note) take.get(20, SECONDS)).number);
        }
        assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void take_interruptedWhileBlocked_throwsAndLosesNothing() throws Exception {
        var outcome = new AtomicReference<Object>();
        var started = new CountDownLatch(1);
        var taker = new Thread(() -> {
            started.countDown();
            try {
                outcome.set(space().take(new Note("a", null), null, Long.MAX_VALUE));
            } catch (Exception e) {
                outcome.set(e);
            }
        });
        taker.start();
        started.await();
        taker.interrupt();
        taker.join(20_000);
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        space().write(new Note("a", 1), null, MINUTE);
        assertThat(space().take(new Note("a", null), null, 0)).isNotNull();
    }

    @Test
    void take_interruptedBefore_throwsAtOnce() throws Exception {
        space().write(new Note("a", 1), null, MINUTE);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> space().take(null, null, 0)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(space().take(null, null, 0)).isNotNull();
    }

    @Test
    void write_interrupted_writesAndKeepsTheFlag() throws Exception {
        Thread.currentThread().interrupt();
        space().write(new Note("a", 1), null, MINUTE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(space().take(null, null, 0)).isNotNull();
    }

    // 39: order; and what real programs do

    @Test
    void take_entriesOfOneClass_comeInTheOrderOfWriting() throws Exception {
        for (int i = 0; i < 50; i++) {
            space().write(new Note("a", i), null, MINUTE);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(((Note) space().take(new Note("a", null), null, 0)).number)
                    .isEqualTo(i);
        }
    }

    @Test
    void take_fieldOfTypeObject_keepsItsClass() throws Exception {
        var bag = new Bag("x");
        bag.anything = new LinkedHashMap<>(Map.of("k", List.of(1, 2)));
        space().write(bag, null, MINUTE);
        var template = new Bag();
        template.anything = new LinkedHashMap<>(Map.of("k", List.of(1, 2)));
        assertThat(((Bag) space().take(template, null, 0)).anything)
                .isExactlyInstanceOf(LinkedHashMap.class)
                .isEqualTo(bag.anything);
    }

    @Test
    void take_largeEntry_comesBackWhole() throws Exception {
        var bag = new Bag("large");
        bag.anything = "0123456789abcdef".repeat(256 << 10);
        space().write(bag, null, MINUTE);
        assertThat(((Bag) space().take(new Bag("large"), null, 0)).anything).isEqualTo(bag.anything);
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T original) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
