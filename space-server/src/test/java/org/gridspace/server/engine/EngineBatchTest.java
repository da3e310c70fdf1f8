package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gridspace.server.engine.Command.Comparison;
import org.gridspace.server.engine.Command.Condition;
import org.gridspace.server.engine.Command.MatchKind;
import org.junit.jupiter.api.Test;

/** Batches, match sets and ranges. */
class EngineBatchTest extends EngineScenario {
    @Test
    void writeBatch_withOneBadEntry_writesNothing() {
        Command.NewEntry good = entry(FOREVER, base, "x", "1");
        Command.NewEntry bad = entry(0, base, "x", "2");
        assertThat(apply(new Command.WriteBatch(origin(), 0, List.of(good, bad))))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(apply(new Command.WriteBatch(origin(), 0, List.of()))).isInstanceOf(Outcome.Refused.class);
        assertThat(take(base, null, null)).isEqualTo("nothing");
        var batch = new Command.WriteBatch(origin(), 0, List.of(good, entry(100, base, "x", "2")));
        Outcome written = apply(batch);
        assertThat(written).isInstanceOfSatisfying(Outcome.WrittenBatch.class, outcome -> {
            assertThat(outcome.entryIds()).hasSize(2).isSorted();
            assertThat(outcome.expiresAtMillis()).containsExactly(FOREVER, now + 100);
        });
        assertThat(apply(batch)).isEqualTo(written);
        assertThat(engine.contents().table().size()).isEqualTo(2);
    }

    @Test
    void takeBatch_ofSeveralTemplates_takesEachEntryOnceOldestFirst() {
        write(base, "x", "1");
        write(base, "y", "2");
        write(base, "z", "3");
        write(base, "x", "4");
        write(sub, "x", "5", "c");
        List<Command.Template> either =
                List.of(template(base, "x", null), template(base, null, "1"), template(base, "y", null));
        var batch = new Command.TakeBatch(origin(), 0, either, 0, 3);
        assertThat(texts(apply(batch))).containsExactly("x,1", "y,2", "x,4");
        assertThat(texts(apply(batch))).containsExactly("x,1", "y,2", "x,4");
        assertThat(texts(takeBatch(either, 0, Long.MAX_VALUE))).containsExactly("x,5,c");
        assertThat(takeBatch(either, 0, 1)).isEqualTo(new Outcome.NothingFound());
    }

    @Test
    void takeBatch_thatWaits_getsWhatOneCommandBrings() {
        assertThat(takeBatch(List.of(template(base, "x", null)), FOREVER, 2)).isEqualTo(new Outcome.Blocked());
        blocked(MatchKind.TAKE, 0, 0, base, null, null);
        var entries = new ArrayList<Command.NewEntry>();
        for (String key : List.of("y", "x", "x", "x")) {
            entries.add(entry(FOREVER, base, key, "" + entries.size()));
        }
        apply(new Command.WriteBatch(origin(), 0, entries));
        assertThat(completed).containsExactly("2:y,0", "1:[x,1, x,2]");
        assertThat(take(base, null, null)).isEqualTo("x,3");
    }

    @Test
    void contents_pageByPage_haveWhatIsStillThereOnce() {
        for (int i = 0; i < 6; i++) {
            write(base, "x", "" + i);
        }
        var page = page(new Command.OpenContents(
                origin(), 0, List.of(template(base, "x", null), template(0)), 1_000, FOREVER, 2));
        assertThat(texts(page)).containsExactly("x,0", "x,1");
        take(base, "x", "2");
        write(base, "x", "new");
        long after = last(page);
        page = page(new Command.ReadContents(origin(), page.contents(), after, 2));
        assertThat(texts(page)).containsExactly("x,3", "x,4");
        assertThat(texts(page(new Command.ReadContents(origin(), page.contents(), after, 2))))
                .containsExactly("x,3", "x,4");
        page = page(new Command.ReadContents(origin(), page.contents(), last(page), 2));
        assertThat(texts(page)).containsExactly("x,5");
        assertThat(page.last()).isTrue();
        now += 1_000;
        assertThat(apply(new Command.ReadContents(origin(), page.contents(), last(page), 2)))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void contents_underATransaction_lockWhatIsReadAndEndWithIt() {
        write(base, "x", "0");
        long transaction = begin(FOREVER);
        apply(new Command.Write(origin(), transaction, entry(FOREVER, base, "x", "own")));
        write(base, "x", "2");
        var page = page(
                new Command.OpenContents(origin(), transaction, List.of(template(base, "x", null)), 1_000, FOREVER, 2));
        assertThat(texts(page)).containsExactly("x,0", "x,own");
        assertThat(take(base, "x", null)).isEqualTo("x,2");
        assertThat(take(base, "x", null)).isEqualTo("nothing");
        apply(new Command.Abort(origin(), transaction));
        assertThat(apply(new Command.ReadContents(origin(), page.contents(), last(page), 2)))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(take(base, "x", null)).isEqualTo("x,0");
    }

    @Test
    void contents_ofAtMost_haveNoMoreHoweverTheyAreRead() {
        for (int i = 0; i < 6; i++) {
            write(base, "x", "" + i);
        }
        var page = page(new Command.OpenContents(origin(), 0, List.of(template(0)), 1_000, 3, 2));
        page = page(new Command.ReadContents(origin(), page.contents(), last(page), 5));
        assertThat(texts(page)).containsExactly("x,2");
        assertThat(page.last()).isTrue();
        page = page(new Command.OpenContents(origin(), 0, List.of(template(0)), 1_000, 3, 5));
        assertThat(page.contents()).isZero();
        assertThat(texts(page)).hasSize(3);
    }

    @Test
    void range_takesTheLowestValueFirstAndTheOldestOfThose() {
        for (int i = 0; i < 100; i++) {
            write(base, i % 2 == 0 ? "even" : "odd", String.format("v%02d", i * 37 % 50));
        }
        assertThat(ranged(MatchKind.TAKE, null, Comparison.AT_LEAST, "v10")).isEqualTo("even,v10");
        assertThat(ranged(MatchKind.TAKE, null, Comparison.GREATER, "v10")).isEqualTo("odd,v11");
        assertThat(ranged(MatchKind.TAKE, "even", Comparison.GREATER, "v10")).isEqualTo("even,v12");
        assertThat(ranged(MatchKind.TAKE, "odd", Comparison.LESS, "v02")).isEqualTo("odd,v01");
        assertThat(ranged(MatchKind.TAKE, null, Comparison.AT_MOST, "v")).isEqualTo("nothing");
        assertThat(ranged(MatchKind.TAKE, null, Comparison.GREATER, "w")).isEqualTo("nothing");
        assertThat(ranged(MatchKind.TAKE, null, Comparison.AT_LEAST, "")).isEqualTo("nothing");
        assertThat(ranged(MatchKind.READ, null, Comparison.NOT_EQUAL, "v00")).isEqualTo("odd,v37");
    }

    @Test
    void range_thatWaits_getsTheFirstEntryInIt() {
        var template = ranged(null, Comparison.GREATER, "m");
        apply(new Command.Match(origin(), MatchKind.TAKE, 0, template, FOREVER, 0));
        write(base, "x", "l");
        write(base, "x", null);
        write(base, "x", "mm");
        assertThat(completed).containsExactly("1:x,mm");
    }

    private String ranged(MatchKind kind, String key, Comparison comparison, String value) {
        return text(apply(new Command.Match(origin(), kind, 0, ranged(key, comparison, value), 0, 0)));
    }

    private Command.Template ranged(String key, Comparison comparison, String value) {
        var condition = new Condition(1, comparison, bytes(value));
        return new Command.Template(base, pack(key, null), List.of(condition));
    }

    private Outcome takeBatch(List<Command.Template> templates, long timeout, long most) {
        return apply(new Command.TakeBatch(origin(), 0, templates, timeout, most));
    }

    private Outcome.ContentsPage page(Command command) {
        return (Outcome.ContentsPage) apply(command);
    }

    private static long last(Outcome.ContentsPage page) {
        return page.entries().get(page.entries().size() - 1).entryId();
    }
}
