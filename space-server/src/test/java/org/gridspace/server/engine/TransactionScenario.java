package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gridspace.server.engine.Command.MatchKind;

/** An {@link EngineScenario} that also records what is to be done outside. */
abstract class TransactionScenario extends EngineScenario {
    static final long SHARED = 1L << 41;
    static final long MINUTE = 60_000;

    final List<Effect> effects = new ArrayList<>();

    @Override
    Outcome apply(Command command) {
        return engine.apply(command, now, new Recorder());
    }

    private final class Recorder implements Completions {
        @Override
        public void completed(Command.Origin request, Outcome outcome) {
            completed.add(request.sequence() + ":" + text(outcome));
        }

        @Override
        public void toDo(Effect effect) {
            effects.add(effect);
        }
    }

    /** The effects since the last call. */
    List<Effect> effects() {
        List<Effect> since = List.copyOf(effects);
        effects.clear();
        return since;
    }

    /** What is told again. */
    List<Effect> retold() {
        engine.retell(new Recorder());
        return effects();
    }

    void done(Command command) {
        assertThat(apply(command)).isEqualTo(new Outcome.Done());
    }

    void share(long number, long lease) {
        assertThat(apply(new Command.Begin(origin(), number, lease))).isInstanceOf(Outcome.Begun.class);
    }

    void writeUnder(long transaction, String... fields) {
        assertThat(apply(new Command.Write(origin(), transaction, entry(FOREVER, base, fields))))
                .isInstanceOf(Outcome.Written.class);
    }

    String takeUnder(long transaction) {
        return take(MatchKind.TAKE, transaction, base, null, null);
    }

    String readUnder(long transaction) {
        return take(MatchKind.READ, transaction, base, null, null);
    }

    Outcome settle(long transaction, boolean commit, long waitMillis) {
        return apply(new Command.Settle(origin(), transaction, commit, waitMillis));
    }

    void refused(Command command, Refusal reason) {
        assertThat(apply(command))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    void tick(long millis) {
        now += millis;
        apply(new Command.Tick());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
