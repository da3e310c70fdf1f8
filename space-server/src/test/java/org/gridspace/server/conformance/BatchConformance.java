package org.gridspace.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.core.transaction.Transaction;
import org.junit.jupiter.api.Test;

/** Points 35, 36 and 39: batches, and what is visible when. */
abstract class BatchConformance extends Conformance {
    private static List<Entry> tokens(int count) {
        List<Entry> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add(new Token("a", i));
        }
        return tokens;
    }

    private void writeAll(List<? extends Entry> entries) throws Exception {
        space().write(entries, null, Collections.nCopies(entries.size(), MINUTE));
    }

    /** Outrigger's leases of the second entry and later have senseless expirations. */
    @Test
    void p35_write_leaseBelongsToEntryOfItsPlace() throws Exception {
        List<Long> asked = List.of(MINUTE, 10 * MINUTE, 5 * MINUTE);
        List<?> leases = space().write(tokens(3), null, asked);
        assertThat(leases).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Lease lease = (Lease) leases.get(i);
            assertThat(lease.getExpiration()).isCloseTo(System.currentTimeMillis() + asked.get(i), within(10_000L));
        }
        ((Lease) leases.get(1)).cancel();
        assertThat(read(new Token("a", 0))).isNotNull();
        assertThat(read(new Token("a", 1))).isNull();
        assertThat(read(new Token("a", 2))).isNotNull();
    }

    @Test
    void p35_write_storesDuplicatesAndMixedClasses() throws Exception {
        Token same = token("a");
        writeAll(List.of(same, same, new SubToken("a", 1, "x"), new Goods.Holder("a", 1)));
        assertThat(all(null)).hasSize(4);
    }

    @Test
    @SuppressWarnings("NullAway")
    void p35_nullListOrElement_isRefusedAndNothingWritten() throws Exception {
        Class<? extends Throwable> refusal = NullPointerException.class;
        assertRefused(refusal, () -> space().write(null, null, List.of(MINUTE)));
        assertRefused(refusal, () -> space().write(tokens(1), null, null));
        assertRefused(refusal, () -> space().write(Arrays.asList(token("a"), null), null, List.of(MINUTE, MINUTE)));
        assertRefused(refusal, () -> space().write(tokens(2), null, Arrays.asList(MINUTE, null)));
    }

    @Test
    void p35_emptyUnequalOrStrangeLists_areRefusedAndNothingWritten() throws Exception {
        Class<? extends Throwable> refusal = IllegalArgumentException.class;
        assertRefused(refusal, () -> space().write(List.of(), null, List.of()));
        assertRefused(refusal, () -> space().write(tokens(2), null, List.of(MINUTE)));
        assertRefused(refusal, () -> space().write(tokens(1), null, List.of(MINUTE, MINUTE)));
        assertRefused(refusal, () -> space().write(List.of(token("a"), "no entry"), null, List.of(MINUTE, MINUTE)));
        assertRefused(refusal, () -> space().write(tokens(2), null, List.of(MINUTE, 1)));
        assertRefused(refusal, () -> space().write(tokens(2), null, List.of(MINUTE, "1")));
        assertRefused(refusal, () -> space().write(tokens(2), null, List.of(MINUTE, -2L)));
    }

    @Test
    void p35_singleWriteOfNull_isRefused() throws Exception {
        assertRefused(NullPointerException.class, () -> space().write((Entry) null, null, MINUTE));
    }

    @Test
    void p35_write_underATransactionIsSeenAtItsCommit() throws Exception {
        Transaction transaction = begin();
        space().write(tokens(3), transaction, List.of(MINUTE, MINUTE, MINUTE));
        assertEmpty();
        transaction.commit(PATIENCE);
        assertThat(all(null)).hasSize(3);
    }

    @Test
    void p36_take_bringsAtLeastOneAndAtMostTheLimit() throws Exception {
        writeAll(tokens(10));
        Collection<?> some = space().take(List.of(new Token()), null, NO_WAIT, 4);
        assertThat(some).hasSizeBetween(1, 4);
        int taken = some.size();
        while (true) {
            Collection<?> more = space().take(List.of(new Token()), null, NO_WAIT, Long.MAX_VALUE);
            if (more.isEmpty()) {
                break;
            }
            taken += more.size();
        }
        assertThat(taken).isEqualTo(10);
        assertEmpty();
    }

    /**
     * Outrigger answers a time-out with an immutable collection, which JavaSpace05 permits ("may be immutable"); the project's list asks for more.
     */
    @Test
    @SuppressWarnings("unchecked")
    void p36_take_timesOutWithAnEmptyCollectionOfTheCallers() throws Exception {
        Collection<Object> none = space().take(List.of(new Token()), null, 200, 5);
        assertThat(none).isEmpty();
        none.add("mine");
        write(token("a"));
        Collection<Object> one = space().take(List.of(new Token()), null, NO_WAIT, 5);
        one.clear();
        assertThat(one).isEmpty();
    }

    @Test
    void p36_take_waitsForTheFirst() throws Exception {
        Future<Collection<?>> take = async(
                () -> space().take(List.of(token("a"), new Goods.Holder()), null, Long.MAX_VALUE, Long.MAX_VALUE));
        write(token("b"));
        assertWaits(take);
        write(new Goods.Holder("x", 1));
        assertThat(get(take)).hasSize(1);
        assertThat(all(null)).hasSize(1);
    }

    @Test
    void p36_entryThatMatchesTwoTemplates_isTakenOnce() throws Exception {
        write(new Token("a", 1));
        assertThat(space().take(Arrays.asList(token("a"), new Token(null, 1), null, token("a")), null, NO_WAIT, 10))
                .hasSize(1);
        assertEmpty();
    }

    @Test
    void p36_take_underATransaction() throws Exception {
        writeAll(tokens(3));
        Transaction transaction = begin();
        Collection<?> taken = space().take(anything(), transaction, NO_WAIT, 3);
        assertThat(taken).isNotEmpty();
        assertThat(all(null)).hasSize(3 - taken.size());
        transaction.abort(PATIENCE);
        assertThat(all(null)).hasSize(3);
    }

    @Test
    void p36_take_waitsForLocksOfOthers() throws Exception {
        write(token("a"));
        Transaction other = begin();
        take(token("a"), other);
        Future<Collection<?>> take = async(() -> space().take(List.of(token("a")), null, PATIENCE, 5));
        assertWaits(take);
        other.abort(PATIENCE);
        assertThat(get(take)).hasSize(1);
    }

    @Test
    @SuppressWarnings("NullAway")
    void p36_badArguments_areRefusedAndNothingTaken() throws Exception {
        write(token("a"));
        assertThatThrownBy(() -> space().take(null, null, NO_WAIT, 1)).isInstanceOf(NullPointerException.class);
        for (Collection<?> bad : List.of(List.of(), List.of(token("a"), "no entry"))) {
            assertThatThrownBy(() -> space().take(bad, null, NO_WAIT, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        for (long limit : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> space().take(anything(), null, NO_WAIT, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(all(null)).hasSize(1);
    }

    @Test
    void p39_effects_areVisibleToOperationsThatStartLater() throws Exception {
        for (int i = 0; i < 100; i++) {
            Token token = new Token("a", i);
            if (i % 2 == 0) {
                write(token);
            } else {
                writeAll(List.of(token));
            }
            assertThat((Object) get(async(() -> read(token)))).isNotNull();
            assertThat(take(token)).isNotNull();
            assertThat((Object) get(async(() -> read(token)))).isNull();
        }
    }

    @Test
    void p39_manyThreads_takeEachEntryOnce() throws Exception {
        writeAll(tokens(200));
        List<Future<Integer>> takers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            takers.add(async(() -> {
                int taken = 0;
                while (take(new Token()) != null) {
                    taken++;
                }
                return taken;
            }));
        }
        int sum = 0;
        for (Future<Integer> taker : takers) {
            sum += get(taker);
        }
        assertThat(sum).isEqualTo(200);
        assertEmpty();
    }
}
