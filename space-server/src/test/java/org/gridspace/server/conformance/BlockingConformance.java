package org.gridspace.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import net.jini.core.entry.Entry;
import net.jini.core.transaction.Transaction;
import org.junit.jupiter.api.Test;

/**
 * Points 15 to 18: what waits, for what, and how it ends. Outrigger answers an interrupt with an UnmarshalException, where JavaSpace declares
 * InterruptedException, and loses entries to calls that were interrupted.
 */
abstract class BlockingConformance extends Conformance {
    @Test
    void p15_noWait_neverWaits() throws Exception {
        assertThat((Object) atOnce(() -> read(token("a")))).isNull();
        assertThat((Object) atOnce(() -> take(token("a")))).isNull();
        Transaction other = begin();
        write(token("a"), other);
        assertThat((Object) atOnce(() -> space().readIfExists(token("a"), null, NO_WAIT)))
                .isNull();
        assertThat((Object) atOnce(() -> space().takeIfExists(token("a"), null, NO_WAIT)))
                .isNull();
        assertThat((Object) atOnce(() -> space().take(anything(), null, NO_WAIT, 1)))
                .isEqualTo(List.of());
    }

    @Test
    void p15_readAndTake_waitForNewEntries() throws Exception {
        Future<Entry> read = async(() -> space().read(token("a"), null, PATIENCE));
        Future<Entry> take = async(() -> space().take(token("b"), null, PATIENCE));
        write(token("c"));
        assertWaits(read);
        assertWaits(take);
        write(token("a"));
        write(token("b"));
        assertThat(get(read)).isNotNull();
        assertThat(get(take)).isNotNull();
        assertThat(read(token("b"))).isNull();
    }

    @Test
    void p15_timeout_endsWithNull() throws Exception {
        long start = System.currentTimeMillis();
        assertThat(space().take(token("a"), null, 300)).isNull();
        assertThat(space().read(token("a"), null, 300)).isNull();
        assertThat(System.currentTimeMillis() - start).isBetween(590L, 10_000L);
    }

    @Test
    void p15_ifExists_returnsNullAtOnceWhenNothingMatches() throws Exception {
        write(token("b"));
        assertThat((Object) atOnce(() -> space().readIfExists(token("a"), null, Long.MAX_VALUE)))
                .isNull();
        assertThat((Object) atOnce(() -> space().takeIfExists(token("a"), null, Long.MAX_VALUE)))
                .isNull();
    }

    @Test
    void p16_ifExists_waitsWhileAllMatchesAreTakenByOthers() throws Exception {
        write(token("a"));
        Transaction other = begin();
        take(token("a"), other);
        Future<Entry> read = async(() -> space().readIfExists(token("a"), null, PATIENCE));
        Future<Entry> take = async(() -> space().takeIfExists(token("a"), null, PATIENCE));
        assertWaits(read);
        assertWaits(take);
        other.commit(PATIENCE);
        assertThat(get(read)).isNull();
        assertThat(get(take)).isNull();
    }

    @Test
    void p16_ifExists_waitsForUncommittedWritesOfOthers() throws Exception {
        Transaction other = begin();
        write(token("a"), other);
        Future<Entry> read = async(() -> space().readIfExists(token("a"), null, PATIENCE));
        assertWaits(read);
        other.commit(PATIENCE);
        assertThat(get(read)).isNotNull();
        Transaction aborting = begin();
        write(token("b"), aborting);
        Future<Entry> take = async(() -> space().takeIfExists(token("b"), null, PATIENCE));
        assertWaits(take);
        aborting.abort(PATIENCE);
        assertThat(get(take)).isNull();
    }

    @Test
    void p16_takeIfExists_waitsForReadLocksOfOthersAndReadDoesNot() throws Exception {
        write(token("a"));
        Transaction other = begin();
        read(token("a"), other);
        assertThat((Object) atOnce(() -> space().readIfExists(token("a"), null, PATIENCE)))
                .isNotNull();
        Future<Entry> take = async(() -> space().takeIfExists(token("a"), null, PATIENCE));
        assertWaits(take);
        other.commit(PATIENCE);
        assertThat(get(take)).isNotNull();
    }

    @Test
    void p16_ifExists_isNotBlockedByWhatOneTookOneself() throws Exception {
        write(token("a"));
        Transaction own = begin();
        take(token("a"), own);
        assertThat((Object) atOnce(() -> space().readIfExists(token("a"), own, PATIENCE)))
                .isNull();
        assertThat((Object) atOnce(() -> space().takeIfExists(token("a"), own, PATIENCE)))
                .isNull();
    }

    @Test
    void p16_ifExists_returnsAnUnlockedMatchAtOnce() throws Exception {
        write(new Token("a", 1));
        Transaction other = begin();
        take(new Token("a", 1), other);
        write(new Token("a", 2));
        assertThat(((Token) atOnce(() -> space().takeIfExists(token("a"), null, PATIENCE))).number)
                .isEqualTo(2);
    }

    @Test
    void p16_ifExists_timesOutWithNull() throws Exception {
        Transaction other = begin();
        write(token("a"), other);
        assertThat(space().readIfExists(token("a"), null, 200)).isNull();
        assertThat(space().takeIfExists(token("a"), null, 200)).isNull();
    }

    @Test
    void p17_abortOfATake_givesTheEntryToWaiters() throws Exception {
        write(token("a"));
        Transaction other = begin();
        take(token("a"), other);
        Future<Entry> take = async(() -> space().take(token("a"), null, PATIENCE));
        Future<Entry> ifExists = async(() -> space().readIfExists(token("a"), null, PATIENCE));
        assertWaits(ifExists);
        assertWaits(take);
        other.abort(PATIENCE);
        assertThat(get(take)).isNotNull();
        get(ifExists); // either it was first or the take was
        assertEmpty();
    }

    @Test
    void p17_commitOfATake_endsIfExistsButNotTake() throws Exception {
        write(token("a"));
        Transaction other = begin();
        take(token("a"), other);
        Future<Entry> ifExists = async(() -> space().takeIfExists(token("a"), null, PATIENCE));
        Future<Entry> take = async(() -> space().take(token("a"), null, PATIENCE));
        assertWaits(ifExists);
        other.commit(PATIENCE);
        assertThat(get(ifExists)).isNull();
        assertWaits(take);
        write(token("a"));
        assertThat(get(take)).isNotNull();
    }

    @Test
    void p17_entriesThatArriveMeanwhile_countForIfExists() throws Exception {
        write(token("a"));
        Transaction other = begin();
        take(token("a"), other);
        Future<Entry> ifExists = async(() -> space().takeIfExists(token("a"), null, PATIENCE));
        assertWaits(ifExists);
        write(token("a"));
        assertThat(get(ifExists)).isNotNull();
        other.abort(PATIENCE);
        assertThat(take(token("a"))).isNotNull();
    }

    @Test
    void p18_interrupt_endsABlockedCall() throws Exception {
        for (boolean takes : new boolean[] {true, false}) {
            var outcome = new AtomicReference<Object>();
            var ready = new CountDownLatch(1);
            Thread thread = new Thread(() -> {
                try {
                    ready.countDown();
                    outcome.set(
                            takes
                                    ? space().take(token("a"), null, Long.MAX_VALUE)
                                    : space().read(token("a"), null, Long.MAX_VALUE));
                } catch (Exception e) {
                    outcome.set(e);
                }
            });
            thread.start();
            ready.await();
            thread.join(100);
            thread.interrupt();
            thread.join(PATIENCE);
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        }
        write(token("a"));
        assertThat(take(token("a"))).isNotNull();
    }

    @Test
    void p18_interruptsWhileEntriesArrive_loseAndDoubleNone() throws Exception {
        int rounds = 200;
        int taken = 0;
        for (int i = 0; i < rounds; i++) {
            var found = new AtomicReference<Entry>();
            Thread taker = new Thread(() -> {
                try {
                    found.set(space().take(token("a"), null, Long.MAX_VALUE));
                } catch (Exception e) {
                    assertThat(e).isInstanceOf(InterruptedException.class);
                }
            });
            taker.start();
            Future<?> writer = async(() -> space().write(token("a"), null, MINUTE));
            if (i % 2 == 0) {
                Thread.onSpinWait();
            } else {
                taker.join(1);
            }
            taker.interrupt();
            get(writer);
            taker.join(PATIENCE);
            assertThat(taker.isAlive()).isFalse();
            taken += found.get() == null ? 0 : 1;
        }
        List<Entry> left = new ArrayList<>();
        for (Entry next = take(token("a")); next != null; next = take(token("a"))) {
            left.add(next);
        }
        assertThat(left).hasSize(rounds - taken);
    }
}
