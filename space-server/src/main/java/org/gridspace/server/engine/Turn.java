package org.gridspace.server.engine;

/** The command being applied: its moment and where the outcomes of others go. */
final class Turn {
    private long nowMillis;
    private Completions completions = (request, outcome) -> {};

    void begin(long moment, Completions receiver) {
        nowMillis = Math.max(nowMillis, moment);
        completions = receiver;
    }

    long nowMillis() {
        return nowMillis;
    }

    void complete(Wait wait, Outcome outcome) {
        completions.completed(wait.demand().origin(), outcome);
    }

    void happen(Completions.Event event) {
        completions.happened(event);
    }

    void complete(Command.Origin request, Outcome outcome) {
        completions.completed(request, outcome);
    }

    void adopt(Completions.Adoption adoption) {
        completions.adopt(adoption);
    }

    void toDo(Effect effect) {
        completions.toDo(effect);
    }
}
