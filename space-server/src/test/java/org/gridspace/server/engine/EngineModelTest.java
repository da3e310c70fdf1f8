package org.gridspace.server.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Drives the engine and a naive reference with the same random commands and compares every outcome. A failure names the
 * seed, the step and the last commands; {@code -Dgridspace.model.seed=N} starts elsewhere.
 */
class EngineModelTest {
    private static final long FIRST_SEED = Long.getLong("gridspace.model.seed", 20_260_101L);
    private static final int STEPS = Integer.getInteger("gridspace.model.steps", 20_000);
    private static final int RUNS = 20; // in each of five blocks
    private static final int CHECK_EVERY = 97;
    private static final int SHOWN = 30;

    private static final EngineLimits TIGHT = new EngineLimits(50, 3, 5, 6, 4, 3, 1_300, 12, 400, 4, 300, 3, 300);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void commands_atRandom_haveTheOutcomesOfTheReference(int block) {
        for (int i = 0; i < RUNS; i++) {
            run(FIRST_SEED + block * RUNS + i, i % 3 == 2 ? TIGHT : EngineLimits.DEFAULT, new FieldHash(block));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void commands_atRandomWhileAllHashesCollide_haveTheOutcomesOfTheReference(int seed) {
        run(FIRST_SEED - seed, EngineLimits.DEFAULT, new CollidingHash());
    }

    private static void run(long seed, EngineLimits limits, FieldHash hash) {
        var run = new Run(seed, limits, hash);
        for (int step = 0; step < STEPS; step++) {
            run.step(step);
        }
    }

    private record Done(
            int step, long moment, Command command, Outcome outcome, Map<Command.Origin, Outcome> completed) {
        @Override
        public String toString() {
            return step + " @" + moment + " " + Show.of(command) + " → " + Show.of(outcome) + Show.of(completed);
        }
    }

    private static final class Run {
        private final long seed;
        private final SpaceEngine engine;
        private final ReferenceSpace reference;
        private final CommandSource source;
        private final ArrayDeque<Done> last = new ArrayDeque<>();

        Run(long seed, EngineLimits limits, FieldHash hash) {
            this.seed = seed;
            engine = new SpaceEngine(hash, limits, ReferenceTransactions.POLLING);
            reference = new ReferenceSpace(limits);
            source = new CommandSource(new Random(seed), reference);
            CommandSource.TYPES.forEach(type -> compare(-1, new Command.DefineType(type), 0));
        }

        void step(int step) {
            long moment = source.moment();
            compare(step, source.next(), moment);
            if (step % CHECK_EVERY == 0) {
                guarded(step, () -> SpaceInvariants.check(engine));
            }
        }

        private void compare(int step, Command command, long moment) {
            var results = new Outcome[2];
            var expected = new HashMap<Command.Origin, Outcome>();
            var completed = new HashMap<Command.Origin, Outcome>();
            var events = new ArrayList<Completions.Event>();
            var toDo = new ArrayList<Effect>();
            results[0] = reference.apply(command, moment, receiver(expected, events, toDo));
            last.add(new Done(step, moment, command, results[0], expected));
            if (last.size() > SHOWN) {
                last.remove();
            }
            guarded(step, () -> {
                var happened = new ArrayList<Completions.Event>();
                var effects = new ArrayList<Effect>();
                results[1] = engine.apply(command, moment, receiver(completed, happened, effects));
                same("outcome", results[0], results[1]);
                require(effects.equals(toDo), "to do " + effects + ", not " + toDo);
                same(events, happened);
                if (!expected.isEmpty() || !completed.isEmpty()) {
                    same(expected, completed);
                }
                long deadline = engine.nextDeadlineMillis();
                require(deadline == reference.nextDeadlineMillis(), "next deadline " + deadline);
            });
        }

        private static Completions receiver(
                Map<Command.Origin, Outcome> completed, List<Completions.Event> happened, List<Effect> toDo) {
            return new Completions() {
                @Override
                public void completed(Command.Origin request, Outcome outcome) {
                    require(completed.put(request, outcome) == null, "completed twice: " + request);
                }

                @Override
                public void toDo(Effect effect) {
                    toDo.add(effect);
                }

                @Override
                public void happened(Event event) {
                    happened.add(event);
                }
            };
        }

        private static void same(List<Completions.Event> expected, List<Completions.Event> happened) {
            boolean same = expected.size() == happened.size();
            for (int i = 0; same && i < expected.size(); i++) {
                same = Show.same(expected.get(i), happened.get(i));
            }
            require(same, "happened " + Show.of(happened) + ", not " + Show.of(expected));
        }

        private static void same(Map<Command.Origin, Outcome> expected, Map<Command.Origin, Outcome> completed) {
            require(expected.keySet().equals(completed.keySet()), "completed " + completed.keySet());
            expected.forEach((request, outcome) -> same("completion of " + request, outcome, completed.get(request)));
        }

        private void guarded(int step, Runnable action) {
            try {
                action.run();
            } catch (AssertionError | RuntimeException problem) {
                throw new AssertionError(
                        "seed " + seed + ", step " + step + ": " + problem.getMessage() + history(), problem);
            }
        }

        private String history() {
            var text = new StringBuilder();
            last.forEach(done -> text.append("\n").append(done));
            return text.toString();
        }

        private static void same(String what, Outcome expected, Outcome actual) {
            require(Show.same(expected, actual), what + " is " + Show.of(actual) + ", not " + Show.of(expected));
        }

        private static void require(boolean condition, String message) {
            if (!condition) {
                throw new AssertionError(message);
            }
        }
    }
}
