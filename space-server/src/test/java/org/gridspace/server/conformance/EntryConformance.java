package org.gridspace.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InvalidObjectException;
import java.rmi.MarshalException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.entry.UnusableEntriesException;
import net.jini.space.MatchSet;
import org.junit.jupiter.api.Test;

/** Points 1 to 9: entries, templates, snapshots. */
abstract class EntryConformance extends Conformance {
    @Test
    void p01_superclassTemplate_findsSubclassWhichKeepsItsClass() throws Exception {
        write(new SubToken("a", 1, "more"));
        Entry found = read(new Token("a", 1));
        assertThat(found).isExactlyInstanceOf(SubToken.class);
        assertThat(((SubToken) found).extra).isEqualTo("more");
        assertThat(take(new Token())).isExactlyInstanceOf(SubToken.class);
        assertEmpty();
    }

    @Test
    void p01_subclassTemplate_findsNoSuperclass() throws Exception {
        write(new Token("a", 1));
        assertThat(read(new SubToken("a", 1, null))).isNull();
        assertThat(read(new SubToken())).isNull();
    }

    @Test
    void p01_subclassTemplateWithItsOwnField_tellsSubclassEntriesApart() throws Exception {
        write(new SubToken("a", 1, "x"));
        write(new SubToken("a", 1, "y"));
        assertThat(((SubToken) take(new SubToken(null, null, "y"))).extra).isEqualTo("y");
        assertThat(take(new SubToken(null, null, "y"))).isNull();
    }

    @Test
    void p02_nullTemplate_matchesEveryClass() throws Exception {
        write(new Token("a"));
        write(new Goods.Holder("b", 1));
        assertThat(space().readIfExists(null, null, NO_WAIT)).isNotNull();
        assertThat(List.of(take(null).getClass(), take(null).getClass()))
                .containsExactlyInAnyOrder(Token.class, Goods.Holder.class);
        assertThat(take(null)).isNull();
    }

    @Test
    void p02_nullInTemplate_isAWildcard() throws Exception {
        write(new Token("a", 1));
        assertThat(read(new Token(null, 1))).isNotNull();
        assertThat(read(new Token("a", null))).isNotNull();
        assertThat(read(new Token(null, 2))).isNull();
    }

    @Test
    void p02_nullInEntry_isMatchedByAWildcardOnly() throws Exception {
        write(new Token("a", null));
        assertThat(read(new Token("a", 0))).isNull();
        assertThat(((Token) read(new Token("a", null))).number).isNull();
    }

    @Test
    void p03_fieldsThatDoNotCount_comeFromTheConstructor() throws Exception {
        Goods.Mostly entry = new Goods.Mostly();
        entry.counts = "counted";
        entry.change("changed");
        write(entry);
        Goods.Mostly found = (Goods.Mostly) take(new Goods.Mostly());
        assertThat(found.counts).isEqualTo("counted");
        assertThat(found.uncounted()).containsOnly("constructor");
    }

    @Test
    void p03_fieldsThatDoNotCount_playNoPartInMatching() throws Exception {
        write(new Goods.Mostly());
        Goods.Mostly template = new Goods.Mostly();
        template.change("something else");
        assertThat(read(template)).isNotNull();
    }

    @Test
    void p04_primitiveField_isRefusedInEntriesAndTemplates() throws Exception {
        assertRefusedEverywhere(new Goods.WithPrimitive());
    }

    @Test
    void p04_noPublicConstructorWithoutArguments_isRefusedInEntriesAndTemplates() throws Exception {
        assertRefusedEverywhere(new Goods.WithoutConstructor("a"));
        assertRefusedEverywhere(new Goods.WithHiddenConstructor());
    }

    private void assertRefusedEverywhere(Entry bad) throws Exception {
        Class<? extends Throwable> refusal = IllegalArgumentException.class;
        List<Entry> list = List.of(new Token("good"), bad);
        assertRefused(refusal, () -> space().write(bad, null, MINUTE));
        assertRefused(refusal, () -> space().write(list, null, List.of(MINUTE, MINUTE)));
        assertRefused(refusal, () -> space().read(bad, null, NO_WAIT));
        assertRefused(refusal, () -> space().readIfExists(bad, null, NO_WAIT));
        assertRefused(refusal, () -> space().take(bad, null, NO_WAIT));
        assertRefused(refusal, () -> space().takeIfExists(bad, null, NO_WAIT));
        assertRefused(refusal, () -> space().take(list, null, NO_WAIT, 1));
        assertRefused(refusal, () -> space().contents(list, null, MINUTE, 1));
        assertRefused(refusal, () -> space().snapshot(bad));
        var stub = ears.listen().stub();
        assertRefused(refusal, () -> space().notify(bad, null, stub, MINUTE, null));
        assertRefused(refusal, () -> space().registerForAvailabilityEvent(list, null, false, stub, MINUTE, null));
    }

    @Test
    void p05_equalsSaysYesButFormsDiffer_doesNotMatch() throws Exception {
        write(new Goods.Holder("a", new Goods.Lookalike("one")));
        assertThat(read(new Goods.Holder(null, new Goods.Lookalike("two")))).isNull();
        assertThat(read(new Goods.Holder(null, new Goods.Lookalike("one")))).isNotNull();
    }

    @Test
    void p05_equalsSaysNoButFormsAreEqual_matches() throws Exception {
        write(new Goods.Holder("a", new Goods.Loner("one")));
        assertThat(read(new Goods.Holder(null, new Goods.Loner("one")))).isNotNull();
    }

    @Test
    void p05_whatWasRead_isATemplateForItself() throws Exception {
        Goods.Mixed entry = mixed();
        write(entry);
        Entry read = read(new Goods.Mixed());
        assertThat(take(read)).isNotNull();
        write(read);
        assertThat(take(entry)).isNotNull();
    }

    @Test
    void p05_integerAndLongOfOneValue_differ() throws Exception {
        write(new Goods.Holder("a", 1L));
        assertThat(read(new Goods.Holder(null, 1))).isNull();
        assertThat(read(new Goods.Holder(null, 1L))).isNotNull();
    }

    @Test
    void p06_objectInTwoFields_comesBackAsTwo() throws Exception {
        Goods.Pair pair = new Goods.Pair();
        pair.left = new ArrayList<>(List.of("x"));
        pair.right = pair.left;
        write(pair);
        Goods.Pair found = (Goods.Pair) take(new Goods.Pair());
        assertThat(found.left).isEqualTo(found.right).isNotSameAs(found.right);
        assertThat(found.left).isNotSameAs(pair.left);
    }

    @Test
    void p06_sharedAndCopiedFieldValues_match() throws Exception {
        Goods.Pair pair = new Goods.Pair();
        pair.left = new ArrayList<>(List.of("x"));
        pair.right = pair.left;
        write(pair);
        Goods.Pair template = new Goods.Pair();
        template.left = new ArrayList<>(List.of("x"));
        template.right = new ArrayList<>(List.of("x"));
        assertThat(take(template)).isNotNull();
    }

    @Test
    void p07_write_leavesItsArgumentAndIsIndependentOfIt() throws Exception {
        Goods.Pair pair = new Goods.Pair();
        List<String> list = new ArrayList<>(List.of("x"));
        pair.left = list;
        write(pair);
        assertThat(pair.left).isSameAs(list);
        assertThat(pair.right).isNull();
        list.add("y");
        assertThat(((Goods.Pair) read(new Goods.Pair())).left).containsExactly("x");
    }

    @Test
    void p07_sameObjectTwice_isTwoEntries() throws Exception {
        Token token = new Token("a", 1);
        write(token);
        write(token);
        assertThat(take(token)).isNotNull();
        assertThat(take(token)).isNotNull();
        assertThat(take(token)).isNull();
    }

    @Test
    void p07_read_givesACopyEachTime() throws Exception {
        write(new Token("a", 1));
        Token first = (Token) read(new Token());
        first.key = "changed";
        assertThat(((Token) read(new Token())).key).isEqualTo("a");
    }

    @Test
    void p08_unreadableField_isNamedAndTheRestIsThere() throws Exception {
        write(new Goods.Holder("a", new Goods.Poison()));
        UnusableEntryException read = catchThrowableOfType(
                UnusableEntryException.class, () -> space().read(new Goods.Holder("a", null), null, NO_WAIT));
        assertUnusableValue(read);
        assertUnusableValue(catchThrowableOfType(
                UnusableEntryException.class, () -> space().take(new Goods.Holder("a", null), null, NO_WAIT)));
        assertEmpty();
    }

    private static void assertUnusableValue(UnusableEntryException problem) {
        assertThat(problem.unusableFields).containsExactly("value");
        assertThat(problem.nestedExceptions).hasSize(1);
        assertThat(problem.nestedExceptions[0])
                .isInstanceOf(InvalidObjectException.class)
                .hasMessage("poison");
        Goods.Holder partial = (Goods.Holder) problem.partialEntry;
        assertThat(partial.key).isEqualTo("a");
        assertThat(partial.value).isNull();
    }

    @Test
    void p08_batchTake_separatesGoodFromBad() throws Exception {
        write(new Goods.Holder("a", new Goods.Poison()));
        write(new Goods.Holder("b", "good"));
        List<String> good = new ArrayList<>();
        List<UnusableEntryException> bad = new ArrayList<>();
        while (good.size() + bad.size() < 2) {
            try {
                Collection<?> taken = space().take(List.of(new Goods.Holder()), null, NO_WAIT, 10);
                assertThat(taken).isNotEmpty();
                taken.forEach(entry -> good.add(((Goods.Holder) entry).key));
            } catch (UnusableEntriesException e) {
                for (Object entry : e.getEntries()) {
                    good.add(((Goods.Holder) entry).key);
                }
                for (Object problem : e.getUnusableEntryExceptions()) {
                    bad.add((UnusableEntryException) problem);
                }
            }
        }
        assertThat(good).containsExactly("b");
        assertUnusableValue(bad.get(0));
        assertEmpty();
    }

    @Test
    void p08_matchSet_goesOnAfterAnUnusableEntry() throws Exception {
        write(new Goods.Holder("a", new Goods.Poison()));
        write(new Goods.Holder("b", "good"));
        MatchSet set = space().contents(anything(), null, MINUTE, Long.MAX_VALUE);
        List<String> keys = new ArrayList<>();
        int unusable = 0;
        while (true) {
            try {
                Goods.Holder next = (Goods.Holder) set.next();
                if (next == null) {
                    break;
                }
                keys.add(next.key);
            } catch (UnusableEntryException e) {
                unusable++;
                assertThatThrownBy(set::getSnapshot).isInstanceOf(IllegalStateException.class);
            }
        }
        assertThat(keys).containsExactly("b");
        assertThat(unusable).isEqualTo(1);
    }

    /** JavaSpace05: "If one of these entries can't be serialized, a MarshalException will be thrown." */
    @Test
    void p08_valueThatCannotBeSerialized_isAMarshalExceptionEverywhere() throws Exception {
        Entry bad = new Goods.Holder("a", new Goods.Unwritable());
        Class<? extends Throwable> refusal = MarshalException.class;
        assertRefused(refusal, () -> space().write(bad, null, MINUTE));
        assertRefused(refusal, () -> space().write(List.of(token("b"), bad), null, List.of(MINUTE, MINUTE)));
        assertRefused(refusal, () -> space().read(bad, null, NO_WAIT));
        assertRefused(refusal, () -> space().takeIfExists(bad, null, NO_WAIT));
        assertRefused(refusal, () -> space().take(List.of(bad), null, NO_WAIT, 1));
        assertRefused(refusal, () -> space().contents(List.of(bad), null, MINUTE, 1));
        assertRefused(refusal, () -> space().snapshot(bad));
        var stub = ears.listen().stub();
        assertRefused(refusal, () -> space().notify(bad, null, stub, MINUTE, null));
        assertRefused(
                refusal, () -> space().registerForAvailabilityEvent(List.of(bad), null, true, stub, MINUTE, null));
    }

    /** Outrigger can't write a snapshot twice in one batch: "pickID called more than once". JS.2.6 makes no exception. */
    @Test
    void p09_snapshot_standsInForItsSourceInEveryOperation() throws Exception {
        Entry entry = space().snapshot(new Token("a", 1));
        Entry template = space().snapshot(new Token("a", null));
        var ear = ears.listen();
        space().notify(template, null, ear.stub(), MINUTE, null);
        space().write(entry, null, MINUTE);
        ear.next();
        assertThat(Token.same(read(template), new Token("a", 1))).isTrue();
        assertThat(space().readIfExists(template, null, NO_WAIT)).isNotNull();
        assertThat(rest(space().contents(List.of(template), null, MINUTE, 10))).hasSize(1);
        assertThat(space().takeIfExists(template, null, NO_WAIT)).isNotNull();
        space().write(List.of(entry, entry), null, List.of(MINUTE, MINUTE));
        assertThat(space().take(template, null, NO_WAIT)).isNotNull();
        assertThat(space().take(List.of(template), null, NO_WAIT, 10)).hasSize(1);
        assertEmpty();
    }

    @Test
    void p09_snapshot_ignoresLaterChangesOfItsSourceAndNeverGoesStale() throws Exception {
        Token source = new Token("a", 1);
        Entry snapshot = space().snapshot(source);
        source.key = "b";
        for (int i = 0; i < 3; i++) {
            space().write(snapshot, null, MINUTE);
            assertThat(((Token) take(snapshot)).key).isEqualTo("a");
        }
        assertEmpty();
    }

    @Test
    void p09_snapshotOfNull_isNull() throws Exception {
        assertThat(space().snapshot(null)).isNull();
    }

    /** Outrigger takes them; JS.2.6 wants an IllegalArgumentException. */
    @Test
    void p09_foreignSnapshot_isRefused() throws Exception {
        Entry foreign = subject().otherSpace().snapshot(new Token("a", 1));
        Class<? extends Throwable> refusal = IllegalArgumentException.class;
        assertRefused(refusal, () -> space().write(foreign, null, MINUTE));
        assertRefused(refusal, () -> space().read(foreign, null, NO_WAIT));
        assertRefused(refusal, () -> space().take(foreign, null, NO_WAIT));
        assertRefused(refusal, () -> space().write(List.of(token("a"), foreign), null, List.of(MINUTE, MINUTE)));
        assertRefused(refusal, () -> space().take(List.of(foreign), null, NO_WAIT, 1));
        assertRefused(refusal, () -> space().contents(List.of(foreign), null, MINUTE, 1));
        var stub = ears.listen().stub();
        assertRefused(refusal, () -> space().notify(foreign, null, stub, MINUTE, null));
    }

    /** Outrigger still gives the last snapshot when next has returned null, which MatchSet.getSnapshot rules out. */
    @Test
    void p09_matchSetSnapshot_needsASuccessfulNextBeforeIt() throws Exception {
        write(new Token("a", 1));
        MatchSet set = space().contents(List.of(new Token()), null, MINUTE, 10);
        assertThatThrownBy(set::getSnapshot).isInstanceOf(IllegalStateException.class);
        assertThat(set.next()).isNotNull();
        Entry snapshot = set.getSnapshot();
        assertThat(set.next()).isNull();
        assertThatThrownBy(set::getSnapshot).isInstanceOf(IllegalStateException.class);
        assertThat(take(snapshot)).isNotNull();
    }

    @Test
    void forgotten_fieldsOfVagueTypes_comeBackAsTheyWere() throws Exception {
        write(mixed());
        Goods.Mixed found = (Goods.Mixed) take(new Goods.Mixed());
        assertThat(found.names).containsExactly("a", "b");
        assertThat(found.counter.get()).isEqualTo(7);
        assertThat(found.anything).isEqualTo(List.of(1, 2));
        assertThat(found.comparable).isEqualTo("between");
        assertThat(found.bytes).containsExactly(1, 2, 3);
    }

    @Test
    void forgotten_fieldsOfVagueTypes_match() throws Exception {
        write(mixed());
        Goods.Mixed template = new Goods.Mixed();
        template.counter = new AtomicLong(7);
        template.bytes = new byte[] {1, 2, 3};
        assertThat(read(template)).isNotNull();
        template.counter = new AtomicLong(8);
        assertThat(read(template)).isNull();
    }

    private static Goods.Mixed mixed() {
        Goods.Mixed entry = new Goods.Mixed();
        entry.key = "m";
        entry.names = new ArrayList<>(List.of("a", "b"));
        entry.counter = new AtomicLong(7);
        entry.anything = new ArrayList<>(List.of(1, 2));
        entry.comparable = "between";
        entry.bytes = new byte[] {1, 2, 3};
        return entry;
    }
}
