package org.gridspace.server.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.rmi.NoSuchObjectException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import net.jini.space.JavaSpace;
import net.jini.space.MatchSet;
import org.junit.jupiter.api.Test;

/** Batches and match sets under transactions: points 35 to 38 of the notes on semantics. */
abstract class ManyUnderTransactions extends UnderTransactions {
    // 35, 36: batches

    private void writeNotes(int first, int last, Transaction transaction) throws Exception {
        List<Note> notes = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            notes.add(note(i));
        }
        space().write(notes, transaction, Collections.nCopies(notes.size(), MINUTE));
    }

    @SuppressWarnings("unchecked")
    private List<String> takeAll(Transaction transaction, long timeout, long most) throws Exception {
        Collection<Note> taken = space().take(List.of(new Note("a", null)), transaction, timeout, most);
        return taken.stream().map(Note::toString).toList();
    }

    @Test
    void write_batch_isSeenInsideOnlyUntilCommit() throws Exception {
        Transaction transaction = begin();
        writeNotes(1, 3, transaction);
        assertThat(contents(transaction)).containsExactly("a 1", "a 2", "a 3");
        assertThat(contents(null)).isEmpty();
        assertThat(takeAll(null, JavaSpace.NO_WAIT, 10)).isEmpty();
        transaction.commit(MINUTE);
        assertThat(contents(null)).containsExactly("a 1", "a 2", "a 3");
    }

    @Test
    void abort_afterBatchWrite_leavesNothingOfIt() throws Exception {
        Transaction transaction = begin();
        List<?> leases = space().write(List.of(note(1), note(2)), transaction, List.of(MINUTE, Lease.FOREVER));
        transaction.abort(MINUTE);
        assertThat(contents(null)).isEmpty();
        for (Object lease : leases) {
            assertThatThrownBy(() -> ((Lease) lease).renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        }
    }

    @Test
    void write_batchLargerThanAFrame_isAsOneUnderItsTransaction() throws Exception {
        for (boolean commit : new boolean[] {false, true}) {
            Transaction transaction = begin();
            List<Bag> bags = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                var bag = new Bag("large");
                bag.anything = "x".repeat(6 << 20);
                bags.add(bag);
            }
            space().write(bags, transaction, Collections.nCopies(3, MINUTE));
            assertThat(space().read(new Bag("large"), transaction, JavaSpace.NO_WAIT))
                    .isNotNull();
            assertThat(space().read(new Bag("large"), null, JavaSpace.NO_WAIT)).isNull();
            if (commit) {
                transaction.commit(MINUTE);
            } else {
                transaction.abort(MINUTE);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(space().take(new Bag("large"), null, JavaSpace.NO_WAIT) != null)
                        .isEqualTo(commit);
            }
            assertThat(space().take(new Bag("large"), null, JavaSpace.NO_WAIT)).isNull();
        }
    }

    @Test
    void write_batchThatIsRefused_leavesTheTransactionAsItWas() throws Exception {
        Transaction transaction = begin();
        writeNotes(1, 1, transaction);
        assertThatThrownBy(() -> space().write(List.of(note(2), "no entry"), transaction, List.of(MINUTE, MINUTE)))
                .isInstanceOf(IllegalArgumentException.class);
        transaction.commit(MINUTE);
        assertThat(contents(null)).containsExactly("a 1");
    }

    @Test
    void take_batch_isGoneForAll_andBackAfterAbort() throws Exception {
        writeNotes(1, 4, null);
        Transaction transaction = begin();
        writeNotes(5, 5, transaction);
        assertThat(takeAll(transaction, JavaSpace.NO_WAIT, 3)).hasSize(3);
        List<String> rest = contents(transaction);
        assertThat(rest).hasSize(2).contains("a 5");
        assertThat(takeAll(transaction, JavaSpace.NO_WAIT, 10)).containsExactlyElementsOf(rest);
        assertThat(takeAll(transaction, JavaSpace.NO_WAIT, 10)).isEmpty();
        assertThat(contents(null)).isEmpty();
        transaction.abort(MINUTE);
        assertThat(contents(null)).containsExactly("a 1", "a 2", "a 3", "a 4");
    }

    @Test
    void take_batch_staysGoneAfterCommit() throws Exception {
        writeNotes(1, 3, null);
        Transaction transaction = begin();
        assertThat(takeAll(transaction, JavaSpace.NO_WAIT, 2)).hasSize(2);
        transaction.commit(MINUTE);
        assertThat(takeAll(null, JavaSpace.NO_WAIT, 10)).hasSize(1);
    }

    @Test
    void take_batch_leavesWhatOthersHaveReadOrTaken() throws Exception {
        writeNotes(1, 3, null);
        Transaction other = begin();
        assertThat(space().read(note(1), other, JavaSpace.NO_WAIT)).isNotNull();
        assertThat(space().take(note(2), other, JavaSpace.NO_WAIT)).isNotNull();
        Transaction transaction = begin();
        assertThat(takeAll(transaction, JavaSpace.NO_WAIT, 10)).containsExactly("a 3");
        other.commit(MINUTE);
        assertThat(takeAll(transaction, JavaSpace.NO_WAIT, 10)).containsExactly("a 1");
        transaction.commit(MINUTE);
        assertThat(contents(null)).isEmpty();
    }

    @Test
    void take_batchBlockedUnderTransaction_getsWhatAnotherCommits() throws Exception {
        Transaction transaction = begin();
        Transaction other = begin();
        Future<List<String>> taken = later(() -> takeAll(transaction, MINUTE, 10));
        writeNotes(1, 1, other);
        settle();
        assertThat(taken).isNotDone();
        other.commit(MINUTE);
        assertThat(taken.get(20, SECONDS)).containsExactly("a 1");
        transaction.abort(MINUTE);
        assertThat(contents(null)).containsExactly("a 1");
    }

    @Test
    void take_batchBlockedWhenItsTransactionIsAbortedElsewhere_failsAtOnce() throws Exception {
        Transaction transaction = begin();
        Future<List<String>> taken = later(() -> takeAll(transaction, MINUTE, 10));
        settle();
        transaction.abort(MINUTE);
        assertThatThrownBy(() -> taken.get(20, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(TransactionException.class);
        writeNotes(1, 1, null);
        assertThat(contents(null)).containsExactly("a 1");
    }

    // 37, 38: match sets

    private MatchSet open(Transaction transaction, long most) throws Exception {
        return space().contents(List.of(new Note("a", null)), transaction, MINUTE, most);
    }

    private List<String> contents(Transaction transaction) throws Exception {
        return rest(open(transaction, Long.MAX_VALUE));
    }

    private static List<String> rest(MatchSet matches) throws Exception {
        List<String> found = new ArrayList<>();
        for (Entry next = matches.next(); next != null; next = matches.next()) {
            found.add(next.toString());
        }
        return found;
    }

    @Test
    void contents_showWhatTheTransactionSees() throws Exception {
        writeNotes(1, 300, null);
        Transaction transaction = begin();
        Transaction other = begin();
        space().take(note(7), transaction, JavaSpace.NO_WAIT);
        writeNotes(301, 301, transaction);
        space().take(note(8), other, JavaSpace.NO_WAIT);
        writeNotes(302, 302, other);
        assertThat(contents(transaction))
                .hasSize(299)
                .doesNotHaveDuplicates()
                .contains("a 1", "a 300", "a 301")
                .doesNotContain("a 7", "a 8", "a 302");
        assertThat(rest(open(transaction, 5))).hasSize(5);
        transaction.abort(MINUTE);
        other.abort(MINUTE);
        assertThat(contents(null)).hasSize(300);
    }

    @Test
    void contents_lockWhatTheyYielded_andNothingElse_untilTheTransactionEnds() throws Exception {
        writeNotes(1, 2, null);
        Transaction transaction = begin();
        MatchSet matches = open(transaction, Long.MAX_VALUE);
        Note yielded = (Note) matches.next();
        Note free = take(null);
        assertThat(free.number).isNotEqualTo(yielded.number);
        assertThat(take(null)).isNull();
        assertThat(read(null)).hasToString(yielded.toString());
        assertThat(matches.next()).isNull();
        if (matches.getLease() != null) {
            matches.getLease().cancel();
        }
        Transaction other = begin();
        assertThat(take(other)).isNull();
        assertThat(contents(other)).containsExactly(yielded.toString());
        transaction.commit(MINUTE);
        assertThat(take(other)).hasToString(yielded.toString());
        other.commit(MINUTE);
    }

    @Test
    void contents_yielded_canBeTakenInside() throws Exception {
        writeNotes(1, 2, null);
        Transaction transaction = begin();
        MatchSet matches = open(transaction, Long.MAX_VALUE);
        assertThat(matches.next()).isNotNull();
        Entry snapshot = matches.getSnapshot();
        assertThat(space().take(snapshot, transaction, JavaSpace.NO_WAIT)).isNotNull();
        assertThat(rest(matches)).hasSize(1);
        transaction.commit(MINUTE);
        assertThat(contents(null)).hasSize(1);
    }

    @Test
    void contents_transactionEnds_endTheMatchSetForGood() throws Exception {
        writeNotes(1, 3, null);
        for (boolean commit : new boolean[] {true, false}) {
            Transaction transaction = begin();
            MatchSet matches = open(transaction, Long.MAX_VALUE);
            assertThat(matches.next()).isNotNull();
            if (commit) {
                transaction.commit(MINUTE);
            } else {
                transaction.abort(MINUTE);
            }
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(matches::next).isInstanceOf(NoSuchObjectException.class);
            }
        }
        assertThat(takeAll(null, JavaSpace.NO_WAIT, 10)).hasSize(3);
    }

    @Test
    void batchesAndContents_transactionHasEnded_areATransactionException() throws Exception {
        Transaction transaction = begin();
        writeNotes(1, 1, transaction);
        transaction.commit(MINUTE);
        assertThatThrownBy(() -> writeNotes(2, 3, transaction)).isInstanceOf(TransactionException.class);
        assertThatThrownBy(() -> takeAll(transaction, MINUTE, 10)).isInstanceOf(TransactionException.class);
        assertThatThrownBy(() -> contents(transaction)).isInstanceOf(TransactionException.class);
        assertThat(contents(null)).containsExactly("a 1");
    }
}
