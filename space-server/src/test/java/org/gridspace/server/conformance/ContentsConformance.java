package org.gridspace.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.core.transaction.Transaction;
import net.jini.space.MatchSet;
import org.junit.jupiter.api.Test;

/**
 * Points 37 and 38: match sets. Outrigger fails with an IllegalStateException ("Can't overwrite cause") where an invalidated one has to fail with a
 * NoSuchObjectException.
 */
abstract class ContentsConformance extends Conformance {
    private static final int MANY = 1_500;

    private void writeMany() throws Exception {
        List<Entry> tokens = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            tokens.add(new Token("a", i));
        }
        space().write(tokens, null, Collections.nCopies(MANY, MINUTE));
    }

    private MatchSet contents(Transaction transaction) throws Exception {
        return space().contents(anything(), transaction, MINUTE, Long.MAX_VALUE);
    }

    @Test
    void p37_contents_yieldEverythingVisibleOnce() throws Exception {
        writeMany();
        write(new Goods.Holder("other", 1));
        MatchSet set = space().contents(List.of(new Token(), token("a")), null, MINUTE, Long.MAX_VALUE);
        List<Integer> numbers = new ArrayList<>();
        rest(set).forEach(entry -> numbers.add(((Token) entry).number));
        assertThat(numbers).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(all(null)).hasSize(MANY + 1);
    }

    @Test
    void p37_exhausted_answersNullForEver() throws Exception {
        write(token("a"));
        MatchSet set = contents(null);
        assertThat(set.next()).isNotNull();
        assertThat(set.next()).isNull();
        write(token("b"));
        assertThat(set.next()).isNull();
        assertThat(set.next()).isNull();
        MatchSet empty = space().contents(List.of(token("none")), null, MINUTE, 5);
        assertThat(empty.next()).isNull();
        write(token("none"));
        assertThat(empty.next()).isNull();
    }

    @Test
    void p37_limit_isTheMostItYields() throws Exception {
        writeMany();
        for (int limit : new int[] {1, 7, 1_000}) {
            MatchSet set = space().contents(anything(), null, MINUTE, limit);
            assertThat(rest(set)).hasSize(limit);
            assertThat(set.next()).isNull();
        }
    }

    @Test
    void p37_underATransaction_nextLocksUntilItsEnd() throws Exception {
        write(new Token("a", 1));
        Transaction transaction = begin();
        MatchSet set = contents(transaction);
        assertThat(set.next()).isNotNull();
        assertThat(set.next()).isNull();
        assertThat(take(token("a"))).isNull();
        assertThat(read(token("a"))).isNotNull();
        if (set.getLease() != null) {
            set.getLease().cancel();
        }
        assertThat(take(token("a"))).as("the lock outlives the match set").isNull();
        transaction.commit(PATIENCE);
        assertThat(take(token("a"))).isNotNull();
    }

    @Test
    void p37_underATransaction_takenByOthersIsLeftOut() throws Exception {
        write(new Token("a", 1));
        write(new Token("a", 2));
        Transaction other = begin();
        take(new Token("a", 1), other);
        write(new Token("a", 3), other);
        assertThat(all(begin())).extracting(entry -> ((Token) entry).number).containsExactly(2);
        assertThat(all(null)).extracting(entry -> ((Token) entry).number).containsExactly(2);
    }

    @Test
    void p37_takenMeanwhile_neverStopsTheRest() throws Exception {
        writeMany();
        MatchSet set = contents(null);
        assertThat(set.next()).isNotNull();
        assertThat(take(new Token("a", MANY - 1))).isNotNull();
        assertThat(rest(set)).hasSizeBetween(MANY - 2, MANY - 1);
    }

    @Test
    void p38_cancelled_neverAnswersNullAndStaysInvalid() throws Exception {
        writeMany();
        MatchSet set = contents(null);
        Lease lease = set.getLease();
        assertThat(lease)
                .as("more than fits into one answer can be invalidated")
                .isNotNull();
        assertThat(set.next()).isNotNull();
        lease.cancel();
        assertInvalid(set);
    }

    @Test
    void p38_expired_neverAnswersNullAndStaysInvalid() throws Exception {
        writeMany();
        MatchSet set = space().contents(anything(), null, 400, Long.MAX_VALUE);
        Lease lease = set.getLease();
        await().until(() -> System.currentTimeMillis() > lease.getExpiration() + 50);
        assertInvalid(set);
        assertThatThrownBy(() -> lease.renew(MINUTE)).isInstanceOf(net.jini.core.lease.UnknownLeaseException.class);
    }

    /** An invalidated match set may still yield entries; then it fails, for good. */
    private static void assertInvalid(MatchSet set) throws Exception {
        int yielded = 0;
        while (true) {
            try {
                assertThat(set.next()).isNotNull();
                yielded++;
            } catch (NoSuchObjectException e) {
                break;
            }
        }
        assertThat(yielded).isLessThan(MANY);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(set::next).isInstanceOf(NoSuchObjectException.class);
        }
        assertThatThrownBy(set::getSnapshot).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void p38_withoutALease_itCannotBeInvalidated() throws Exception {
        write(token("a"));
        MatchSet set = space().contents(anything(), null, 300, Long.MAX_VALUE);
        Lease lease = set.getLease();
        long until = System.currentTimeMillis() + 400;
        await().until(() -> System.currentTimeMillis() > until);
        if (lease == null) {
            assertThat(set.next()).isNotNull();
            assertThat(set.next()).isNull();
        } else {
            assertThat(lease.getExpiration()).isLessThan(until);
            assertThatThrownBy(() -> rest(set)).isInstanceOf(RemoteException.class);
        }
    }

    @Test
    void p38_lease_canBeRenewed() throws Exception {
        writeMany();
        MatchSet set = space().contents(anything(), null, 500, Long.MAX_VALUE);
        set.getLease().renew(MINUTE);
        long until = System.currentTimeMillis() + 600;
        await().until(() -> System.currentTimeMillis() > until);
        assertThat(rest(set)).hasSize(MANY);
    }

    @Test
    void forgotten_leaseOfAnEmptyResult_isHarmless() throws Exception {
        MatchSet set = contents(null);
        Lease lease = set.getLease();
        assertThat(set.next()).isNull();
        if (lease != null) {
            lease.cancel();
        }
        assertEmpty();
    }

    @Test
    void forgotten_transactionThatEnds_endsItsMatchSet() throws Exception {
        writeMany();
        Transaction transaction = begin();
        MatchSet set = contents(transaction);
        assertThat(set.next()).isNotNull();
        transaction.abort(PATIENCE);
        assertInvalid(set);
    }

    @Test
    @SuppressWarnings("NullAway")
    void p37_badArguments_areRefused() throws Exception {
        assertRefused(NullPointerException.class, () -> space().contents(null, null, MINUTE, 1));
        for (Collection<?> bad : List.of(List.of(), Arrays.asList(null, "no entry"))) {
            assertRefused(IllegalArgumentException.class, () -> space().contents(bad, null, MINUTE, 1));
        }
        for (long limit : new long[] {0, -1, Long.MIN_VALUE}) {
            assertRefused(IllegalArgumentException.class, () -> space().contents(anything(), null, MINUTE, limit));
        }
    }
}
