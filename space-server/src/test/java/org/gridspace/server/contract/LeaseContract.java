package org.gridspace.server.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.core.lease.LeaseMap;
import net.jini.core.lease.LeaseMapException;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.lease.LeaseRenewalManager;
import net.jini.space.MatchSet;
import org.junit.jupiter.api.Test;

/** Leases of every kind, together: points 10 to 14 of the notes on semantics. Single entry leases are in {@link SpaceContract}. */
public abstract class LeaseContract extends Contract {
    private static final Note ANY = new Note();

    private Lease entryLease(long millis) throws Exception {
        return space().write(new Note("a", 1), null, millis);
    }

    private Lease registrationLease(long millis) throws Exception {
        return space().notify(ANY, null, new Recorder(), millis, null).getLease();
    }

    private Lease contentsLease(long millis) throws Exception {
        List<Entry> notes = Collections.nCopies(2_000, new Note("many", 1));
        space().write(notes, null, Collections.nCopies(notes.size(), 60 * MINUTE));
        MatchSet matches = space().contents(List.of(ANY), null, millis, Long.MAX_VALUE);
        return matches.getLease();
    }

    private List<Lease> oneOfEachKind(long millis) throws Exception {
        return List.of(entryLease(millis), registrationLease(millis), contentsLease(millis));
    }

    private static long left(Lease lease) {
        return lease.getExpiration() - System.currentTimeMillis();
    }

    @Test
    void leases_ofEveryKind_areGrantedAsAskedAndRenewedFromNow() throws Exception {
        for (Lease lease : oneOfEachKind(MINUTE)) {
            assertThat(left(lease)).as(lease.toString()).isBetween(MINUTE - 10_000, MINUTE);
            lease.renew(10 * MINUTE);
            assertThat(left(lease)).isBetween(9 * MINUTE, 10 * MINUTE);
            lease.renew(Lease.ANY);
            assertThat(left(lease)).isGreaterThan(MINUTE);
            lease.renew(Lease.FOREVER);
            assertThat(lease.getExpiration()).isEqualTo(Lease.FOREVER);
            assertThatThrownBy(() -> lease.renew(-2)).isInstanceOf(IllegalArgumentException.class);
            assertThat(lease.getExpiration()).isEqualTo(Lease.FOREVER);
        }
    }

    @Test
    void leases_cancelled_areUnknown() throws Exception {
        for (Lease lease : oneOfEachKind(MINUTE)) {
            lease.cancel();
            assertThatThrownBy(lease::cancel).isInstanceOf(UnknownLeaseException.class);
            assertThatThrownBy(() -> lease.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        }
    }

    @Test
    void leases_expired_areUnknown() throws Exception {
        for (Lease lease : List.of(entryLease(300), registrationLease(300), contentsLease(300))) {
            await().atMost(20, SECONDS).until(() -> left(lease) < -200);
            assertThatThrownBy(() -> lease.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
            assertThatThrownBy(lease::cancel).isInstanceOf(UnknownLeaseException.class);
        }
    }

    @Test
    void equality_isAboutTheLeasedThing() throws Exception {
        List<Lease> leases = new ArrayList<>(oneOfEachKind(MINUTE));
        leases.addAll(oneOfEachKind(MINUTE));
        assertThat(leases).doesNotHaveDuplicates();
        for (Lease lease : leases) {
            assertThat(copy(lease)).isEqualTo(lease).hasSameHashCodeAs(lease).isNotSameAs(lease);
        }
    }

    @Test
    void serialized_inEitherFormat_keepsItsEndAndWorks() throws Exception {
        for (Lease lease : oneOfEachKind(MINUTE)) {
            assertThat(copy(lease).getExpiration())
                    .isBetween(lease.getExpiration() - 10, lease.getExpiration() + 5_000);
            lease.setSerialFormat(Lease.ABSOLUTE);
            Lease copy = copy(lease);
            assertThat(copy.getExpiration()).isEqualTo(lease.getExpiration());
            assertThat(copy.getSerialFormat()).isEqualTo(Lease.ABSOLUTE);
            copy.renew(10 * MINUTE);
            assertThat(left(copy)).isBetween(9 * MINUTE, 10 * MINUTE);
            copy.cancel();
            assertThatThrownBy(lease::cancel).isInstanceOf(UnknownLeaseException.class);
        }
    }

    @Test
    void lease_inAnEntry_comesBackAndWorks() throws Exception {
        var bag = new Bag("with a lease");
        bag.anything = entryLease(MINUTE);
        space().write(bag, null, MINUTE);
        Lease lease = (Lease) ((Bag) space().take(new Bag("with a lease"), null, 0)).anything;
        assertThat(lease).isEqualTo(bag.anything);
        lease.cancel();
        assertThat(space().read(ANY, null, 0)).isNull();
    }

    @Test
    void leaseMap_holdsEveryKindOfOneSpace() throws Exception {
        List<Lease> leases = oneOfEachKind(MINUTE);
        LeaseMap map = map(leases);
        map.renewAll();
        for (Lease lease : leases) {
            assertThat(left(lease)).isBetween(9 * MINUTE, 10 * MINUTE);
        }
        Lease foreign = otherSpace().write(new Note("a", 1), null, MINUTE);
        assertThat(leases.get(1).canBatch(foreign)).isFalse();
        assertThat(map.canContainKey(foreign)).isFalse();
        assertThat(leases.get(0).canBatch(null)).isFalse();
        map.cancelAll();
        for (Lease lease : leases) {
            assertThatThrownBy(lease::cancel).isInstanceOf(UnknownLeaseException.class);
        }
    }

    @Test
    void leaseMap_someUnknown_namesTheseAndDoesTheRest() throws Exception {
        List<Lease> leases = oneOfEachKind(MINUTE);
        leases.get(0).cancel();
        leases.get(1).cancel();
        LeaseMap map = map(leases);
        assertThatThrownBy(map::renewAll).isInstanceOfSatisfying(LeaseMapException.class, problem -> {
            Map<?, ?> causes = problem.exceptionMap;
            assertThat(causes).hasSize(2);
            assertThat(causes.get(leases.get(0))).isInstanceOf(UnknownLeaseException.class);
            assertThat(causes.get(leases.get(1))).isInstanceOf(UnknownLeaseException.class);
        });
        assertThat(map).containsOnlyKeys(leases.get(2));
        assertThat(left(leases.get(2))).isBetween(9 * MINUTE, 10 * MINUTE);
        leases.get(2).cancel();
        assertThatThrownBy(map::cancelAll)
                .isInstanceOfSatisfying(
                        LeaseMapException.class,
                        problem -> assertThat((Map<?, ?>) problem.exceptionMap).hasSize(1));
        assertThat(map).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static LeaseMap map(List<Lease> leases) {
        LeaseMap map = leases.get(0).createLeaseMap(10 * MINUTE);
        for (Lease lease : leases) {
            assertThat(leases.get(0).canBatch(lease)).isTrue();
            map.put(lease, 10 * MINUTE);
        }
        return map;
    }

    @Test
    void renewalManager_keepsThemAlive() throws Exception {
        var problem = new AtomicReference<Object>();
        var manager = new LeaseRenewalManager();
        List<Lease> leases = List.of(entryLease(2_000), registrationLease(2_000), contentsLease(2_000));
        long begun = System.currentTimeMillis();
        for (Lease lease : leases) {
            manager.renewFor(lease, Lease.FOREVER, 2_000, problem::set);
        }
        await().atMost(20, SECONDS).until(() -> System.currentTimeMillis() > begun + 5_000);
        assertThat(problem.get()).isNull();
        for (Lease lease : leases) {
            assertThat(lease.getExpiration()).isGreaterThan(begun + 5_000);
            manager.cancel(lease);
            assertThatThrownBy(() -> lease.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        }
    }
}
