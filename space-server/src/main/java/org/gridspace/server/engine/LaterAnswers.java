package org.gridspace.server.engine;

import java.util.List;

/** Requests about transactions whose outcome comes later, because somebody outside is asked first. */
final class LaterAnswers {
    private final Sessions sessions;
    private final Turn turn;

    LaterAnswers(Sessions sessions, Turn turn) {
        this.sessions = sessions;
        this.turn = turn;
    }

    /** The request is answered later, once. */
    Outcome later(Session session, Command.Origin origin, List<Command.Origin> waiting) {
        session.undecided().add(origin.sequence());
        waiting.add(origin);
        return new Outcome.Blocked();
    }

    /** Answers a request, unless its session has ended meanwhile. */
    void answer(Command.Origin origin, Outcome outcome) {
        Session session = sessions.get(origin.session());
        if (session != null && session.undecided().remove(origin.sequence())) {
            if (outcome instanceof Outcome.Settled) {
                session.keep(origin.sequence(), outcome); // asked again, the transaction would be unknown
            }
            turn.complete(origin, outcome);
        }
    }

    /** Answers all of them, and forgets them. */
    void answerAll(List<Command.Origin> waiting, Outcome outcome) {
        List<Command.Origin> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(origin -> answer(origin, outcome));
    }
}
