package org.gridspace.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import net.jini.core.entry.Entry;
import net.jini.core.event.EventRegistration;
import net.jini.core.lease.Lease;
import net.jini.core.lease.LeaseMap;
import net.jini.core.lease.LeaseMapException;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.core.transaction.Transaction;
import net.jini.lease.LeaseRenewalManager;
import net.jini.space.MatchSet;
import org.junit.jupiter.api.Test;

/**
 * Points 10 to 14: time and leases of every kind. Outrigger lets the lease of a match set be cancelled that has expired; LE.2.1 has that be unknown.
 */
abstract class LeaseConformance extends Conformance {
    private static final long SHORT = 1_000;
    private static final long TOLERANCE = 10_000;

    private static long left(Lease lease) {
        return lease.getExpiration() - System.currentTimeMillis();
    }

    private Lease write(String key, long lease) throws Exception {
        return space().write(token(key), null, lease);
    }

    private void awaitGone(String key) {
        await().pollInterval(java.time.Duration.ofMillis(20)).until(() -> read(token(key)) == null);
    }

    /** One lease of each kind, of about so long. */
    private List<Lease> ofEveryKind(long millis) throws Exception {
        List<Lease> leases = new ArrayList<>();
        leases.add(write("kind", millis));
        leases.add((Lease)
                space().write(List.of(token("kind")), null, List.of(millis)).get(0));
        leases.add(
                space().notify(null, null, ears.listen().stub(), millis, null).getLease());
        leases.add(space().registerForAvailabilityEvent(
                        anything(), null, false, ears.listen().stub(), millis, null)
                .getLease());
        leases.add(begin(millis).lease);
        for (int i = 0; i < 20; i++) {
            write("many", millis);
        }
        MatchSet set = space().contents(anything(), null, millis, Long.MAX_VALUE);
        if (set.getLease() != null) {
            leases.add(set.getLease());
        }
        return leases;
    }

    @Test
    void p10_negativeTimeout_isRefused() throws Exception {
        write(token("a"));
        for (long timeout : new long[] {-1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> space().read(null, null, timeout)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space().readIfExists(null, null, timeout))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space().take(null, null, timeout)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space().takeIfExists(null, null, timeout))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space().take(anything(), null, timeout, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(all(null)).hasSize(1);
    }

    @Test
    void p10_longestTimeout_waitsAndIsSatisfied() throws Exception {
        Future<Entry> take = async(() -> space().take(token("a"), null, Long.MAX_VALUE));
        Future<Entry> read = async(() -> space().read(token("b"), null, Lease.FOREVER));
        assertWaits(take);
        write(token("b"));
        write(token("a"));
        assertThat(get(take)).isNotNull();
        assertThat(get(read)).isNotNull();
        assertThat(space().takeIfExists(token("b"), null, Long.MAX_VALUE)).isNotNull();
        assertThat(space().readIfExists(token("b"), null, Long.MAX_VALUE)).isNull();
    }

    @Test
    void p10_forever_doesNotOverflow() throws Exception {
        Lease lease = write("a", Lease.FOREVER);
        assertThat(left(lease)).isGreaterThan(MINUTE);
        lease.renew(Lease.FOREVER);
        assertThat(left(lease)).isGreaterThan(MINUTE);
        for (Lease each : ofEveryKind(Lease.FOREVER)) {
            assertThat(left(each)).isGreaterThan(MINUTE);
        }
        assertThat(read(token("a"))).isNotNull();
    }

    @Test
    void p11_negativeLease_isRefusedAndNothingWritten() throws Exception {
        var stub = ears.listen().stub();
        for (long lease : new long[] {-2, -1000, Long.MIN_VALUE}) {
            Class<? extends Throwable> refusal = IllegalArgumentException.class;
            assertRefused(refusal, () -> write("a", lease));
            assertRefused(refusal, () -> space().write(List.of(token("a"), token("b")), null, List.of(MINUTE, lease)));
            assertRefused(refusal, () -> space().notify(null, null, stub, lease, null));
            assertRefused(
                    refusal, () -> space().registerForAvailabilityEvent(anything(), null, true, stub, lease, null));
            assertRefused(refusal, () -> space().contents(anything(), null, lease, 1));
        }
    }

    @Test
    void p11_zeroLease_isRefusedForContentsAndAvailability() throws Exception {
        var stub = ears.listen().stub();
        assertRefused(IllegalArgumentException.class, () -> space().contents(anything(), null, 0, 1));
        assertRefused(
                IllegalArgumentException.class,
                () -> space().registerForAvailabilityEvent(anything(), null, true, stub, 0, null));
    }

    @Test
    void p11_any_isGranted() throws Exception {
        for (Lease each : ofEveryKind(Lease.ANY)) {
            assertThat(left(each)).isPositive();
        }
        assertThat(read(token("kind"))).isNotNull();
    }

    @Test
    void p12_minute_isGrantedAsAskedAndNeverMore() throws Exception {
        for (long asked : new long[] {MINUTE, 10 * MINUTE}) {
            List<Lease> leases = ofEveryKind(asked);
            long now = System.currentTimeMillis();
            for (Lease each : leases) {
                assertThat(each.getExpiration()).isCloseTo(now + asked, within(TOLERANCE));
                assertThat(each.getExpiration()).isLessThanOrEqualTo(now + asked);
            }
        }
    }

    @Test
    void p12_renewal_countsFromNow() throws Exception {
        for (Lease each : ofEveryKind(10 * MINUTE)) {
            each.renew(MINUTE);
            assertThat(each.getExpiration()).isCloseTo(System.currentTimeMillis() + MINUTE, within(TOLERANCE));
            each.renew(2 * MINUTE);
            assertThat(each.getExpiration()).isCloseTo(System.currentTimeMillis() + 2 * MINUTE, within(TOLERANCE));
        }
    }

    @Test
    void p12_renewalForALess_endsEarlier() throws Exception {
        Lease lease = write("a", MINUTE);
        lease.renew(300);
        awaitGone("a");
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(lease.getExpiration() - 100);
    }

    @Test
    void p12_failedRenewal_leavesTheLease() throws Exception {
        for (Lease each : ofEveryKind(MINUTE)) {
            long before = each.getExpiration();
            assertThatThrownBy(() -> each.renew(-2)).isInstanceOf(Exception.class);
            assertThat(each.getExpiration()).isEqualTo(before);
            each.renew(MINUTE);
        }
    }

    @Test
    void p13_cancelled_isUnknownFromThenOn() throws Exception {
        for (Lease each : ofEveryKind(MINUTE)) {
            each.cancel();
            assertThatThrownBy(each::cancel).isInstanceOf(UnknownLeaseException.class);
            assertThatThrownBy(() -> each.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        }
    }

    @Test
    void p13_expired_isUnknown() throws Exception {
        List<Lease> leases = ofEveryKind(SHORT);
        awaitGone("kind");
        long last = leases.stream().mapToLong(Lease::getExpiration).max().orElseThrow();
        await().until(() -> System.currentTimeMillis() > last + 50);
        for (Lease each : leases) {
            assertThatThrownBy(() -> each.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
            assertThatThrownBy(each::cancel).isInstanceOf(UnknownLeaseException.class);
        }
    }

    @Test
    void p13_leaseOfATakenEntry_isUnknown() throws Exception {
        Lease lease = write("a", MINUTE);
        take(token("a"));
        assertThatThrownBy(() -> lease.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        assertThatThrownBy(lease::cancel).isInstanceOf(UnknownLeaseException.class);
    }

    @Test
    void p13_cancel_removesTheEntryAtOnce() throws Exception {
        Lease lease = write("a", MINUTE);
        lease.cancel();
        assertEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void p13_leaseMap_renewsAndSaysWhichWereUnknown() throws Exception {
        Lease good = write("a", MINUTE);
        Lease other = write("b", MINUTE);
        Lease dead = write("c", MINUTE);
        dead.cancel();
        assertThat(good.canBatch(other)).isTrue();
        LeaseMap map = good.createLeaseMap(5 * MINUTE);
        map.put(other, 7 * MINUTE);
        map.renewAll();
        assertThat(left(good)).isCloseTo(5 * MINUTE, within(TOLERANCE));
        assertThat(left(other)).isCloseTo(7 * MINUTE, within(TOLERANCE));
        map.put(dead, MINUTE);
        LeaseMapException problem = catchThrowableOfType(LeaseMapException.class, map::renewAll);
        assertThat((Map<Object, Object>) problem.exceptionMap).containsOnlyKeys(dead);
        assertThat(problem.exceptionMap.get(dead)).isInstanceOf(UnknownLeaseException.class);
        assertThat((Map<Object, Object>) map).containsOnlyKeys(good, other);
    }

    @Test
    @SuppressWarnings("unchecked")
    void p13_leaseMap_cancelsAllAndTakesOnlyItsOwnKind() throws Exception {
        Lease one = write("a", MINUTE);
        Lease two = write("b", MINUTE);
        LeaseMap map = one.createLeaseMap(MINUTE);
        map.put(two, MINUTE);
        assertThatThrownBy(() -> map.put("no lease", MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map.put(two, "no number")).isInstanceOf(IllegalArgumentException.class);
        Lease foreign = subject().otherSpace().write(token("c"), null, MINUTE);
        assertThat(map.canContainKey(foreign)).isEqualTo(one.canBatch(foreign));
        if (!one.canBatch(foreign)) {
            assertThatThrownBy(() -> map.put(foreign, MINUTE)).isInstanceOf(IllegalArgumentException.class);
        }
        map.cancelAll();
        assertEmpty();
        LeaseMapException problem = catchThrowableOfType(LeaseMapException.class, map::cancelAll);
        assertThat(problem.exceptionMap).hasSize(2);
    }

    /** As a single renewal is: LE.2.2. */
    @Test
    void p13_leaseMapWithANegativeDuration_isRefusedAndRenewsNone() throws Exception {
        Lease lease = write("a", MINUTE);
        LeaseMap map = lease.createLeaseMap(-2);
        assertThatThrownBy(map::renewAll).isInstanceOf(IllegalArgumentException.class);
        assertThat(left(lease)).isCloseTo(MINUTE, within(TOLERANCE));
        map.put(lease, Lease.ANY);
        map.renewAll();
        assertThat(left(lease)).isPositive();
    }

    @Test
    void p13_equality_isThatOfWhatIsLeased() throws Exception {
        Lease one = write("a", MINUTE);
        Lease two = write("a", MINUTE);
        assertThat(one).isNotEqualTo(two).isEqualTo(one);
        Lease copy = copy(one);
        assertThat(copy).isEqualTo(one).hasSameHashCodeAs(one);
        copy.cancel();
        assertThatThrownBy(one::cancel).isInstanceOf(UnknownLeaseException.class);
        assertThat(read(token("a"))).isNotNull();
    }

    @Test
    void p13_serialForms_carryDurationOrTime() throws Exception {
        Lease lease = write("a", MINUTE);
        assertThat(lease.getSerialFormat()).isEqualTo(Lease.DURATION);
        assertThat(left(copy(lease))).isCloseTo(MINUTE, within(TOLERANCE));
        lease.setSerialFormat(Lease.ABSOLUTE);
        Lease absolute = copy(lease);
        assertThat(absolute.getSerialFormat()).isEqualTo(Lease.ABSOLUTE);
        assertThat(absolute.getExpiration()).isEqualTo(lease.getExpiration());
        assertThatThrownBy(() -> lease.setSerialFormat(0)).isInstanceOf(IllegalArgumentException.class);
        Lease forever = write("b", Lease.FOREVER);
        assertThat(left(copy(forever))).isGreaterThan(MINUTE);
    }

    private static Lease copy(Lease lease) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(lease);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Lease) in.readObject();
        }
    }

    @Test
    void p14_expiry_hidesTheEntryAtOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            Lease lease = write("a", 200);
            long until = lease.getExpiration();
            await().pollInterval(java.time.Duration.ofMillis(2)).until(() -> System.currentTimeMillis() > until + 20);
            assertThat(read(token("a"))).isNull();
            assertThat(take(token("a"))).isNull();
        }
        assertThat(all(null)).isEmpty();
    }

    @Test
    void p14_expiry_hidesInsideTransactionsToo() throws Exception {
        Transaction transaction = begin();
        space().write(token("own"), transaction, SHORT);
        write("read", SHORT);
        assertThat(read(token("own"), transaction)).isNotNull();
        assertThat(read(token("read"), transaction)).isNotNull();
        await().until(() -> read(token("own"), transaction) == null && read(token("read"), transaction) == null);
        transaction.commit(PATIENCE);
        assertEmpty();
    }

    @Test
    void p14_expiryOfATakenEntry_leavesNothingToRestore() throws Exception {
        Lease lease = write("a", SHORT);
        Transaction transaction = begin();
        assertThat(take(token("a"), transaction)).isNotNull();
        await().until(() -> System.currentTimeMillis() > lease.getExpiration() + 50);
        transaction.abort(PATIENCE);
        assertEmpty();
    }

    @Test
    void forgotten_leaseRenewalManager_keepsEveryKindAlive() throws Exception {
        var ear = ears.listen();
        EventRegistration registration = space().notify(token("late"), null, ear.stub(), SHORT, null);
        Transaction.Created created = begin(SHORT);
        write(token("own"), created.transaction);
        Lease entry = write("kept", SHORT);
        Lease probe = write("probe", 2 * SHORT);
        LeaseRenewalManager manager = new LeaseRenewalManager();
        for (Lease each : List.of(entry, registration.getLease(), created.lease)) {
            manager.renewFor(each, Lease.FOREVER, SHORT, null);
        }
        awaitGone("probe");
        assertThat(probe).isNotNull();
        assertThat(read(token("kept"))).isNotNull();
        assertThat(read(token("own"), created.transaction)).isNotNull();
        write(token("late"));
        ear.next();
        for (Lease each : List.of(entry, registration.getLease())) {
            manager.cancel(each);
        }
        assertThat(read(token("kept"))).isNull();
        manager.remove(created.lease);
    }
}
