package org.gridspace.benchmarks.row;

import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.ClientProcess;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.peer.Seat;
import org.gridspace.benchmarks.peer.Unavailable;
import org.gridspace.benchmarks.report.Metric;
import org.gridspace.benchmarks.report.Target;

/** Two client processes, one of which is always blocked in a take. */
final class HandOffRow implements Row {
    private static final String WORK = "hand-off to a blocked take, 2 processes";
    private static final double TIMES = 5;

    @Override
    public String name() {
        return "hand-off";
    }

    @Override
    public String title() {
        return "from a write to the return of the blocked take of another process";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        Map<PeerName, Pair> pairs = arena.prepare(WORK, Rows.SPACES, peer -> {
            Seat seat = arena.seat(peer);
            return new Pair(seat.client(), seat.client());
        });
        long ballThrows = arena.scale().turnThrows();
        arena.compete(WORK, Arena.bouts(pairs, pair -> pair.play(ballThrows)));
    }

    @Override
    public List<Target> targets(Scale scale) {
        return List.of(Target.times(new Metric(WORK, Figure.P50), TIMES, PeerName.OUTRIGGER));
    }

    /** The two processes; what the first one catches is measured. */
    private record Pair(ClientProcess first, ClientProcess second) {
        Map<Figure, Double> play(long ballThrows) throws Unavailable, InterruptedException {
            second.begin(Order.of("hand-back").with("throws", ballThrows));
            first.begin(Order.of("hand-off").with("throws", ballThrows));
            second.end();
            return first.end();
        }
    }
}
