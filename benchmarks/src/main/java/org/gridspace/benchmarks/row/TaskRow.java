package org.gridspace.benchmarks.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** A plain JavaSpaces program: a master process and 1, 2 or 4 worker processes. */
final class TaskRow implements Row {
    private static final int[] WORKERS = {1, 2, 4};
    private static final int MOST_WORKERS = 4;
    private static final int HALF_THE_WORKERS = 2;
    private static final long WAIT_MICROS = 5_000;
    private static final double TIMES = 20;
    private static final double NOT_FALLING = 0.9;

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public String title() {
        return "20,000 trivial tasks, and some of 5 ms, through 1, 2 and 4 worker processes";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        Scale scale = arena.scale();
        Map<PeerName, Team> teams = arena.prepare(work(false, 1), Rows.SPACES, peer -> {
            var team = new Team(arena.seat(peer));
            team.warmUp(scale.waitingTasks());
            return team;
        });
        for (boolean waiting : new boolean[] {false, true}) {
            for (int workers : WORKERS) {
                int tasks = waiting ? scale.waitingTasks() : scale.tasks();
                Map<PeerName, Arena.Bout> bouts = new LinkedHashMap<>();
                teams.forEach(
                        (peer, team) -> bouts.put(peer, () -> team.work(tasks, waiting ? WAIT_MICROS : 0, workers)));
                arena.competeCold(work(waiting, workers), bouts);
            }
        }
    }

    @Override
    public List<Target> targets(Scale scale) {
        return List.of(
                Target.times(metric(false, MOST_WORKERS), TIMES, PeerName.OUTRIGGER),
                Target.atLeastOfOwn(metric(false, MOST_WORKERS), NOT_FALLING, metric(false, 1), "own with 1 worker"),
                Target.atLeastOfOwn(metric(true, HALF_THE_WORKERS), 1, metric(true, 1), "own with 1 worker"),
                Target.atLeastOfOwn(
                        metric(true, MOST_WORKERS), 1, metric(true, HALF_THE_WORKERS), "own with 2 workers"));
    }

    private static Metric metric(boolean waiting, int workers) {
        return new Metric(work(waiting, workers), Figure.TASKS);
    }

    private static String work(boolean waiting, int workers) {
        return (waiting ? "tasks of 5 ms, " : "trivial tasks, ") + workers + (workers == 1 ? " worker" : " workers");
    }

    /** The processes of one peer. */
    private static final class Team {
        private final ClientProcess master;
        private final List<ClientProcess> workers = new ArrayList<>();

        Team(Seat seat) throws IOException {
            master = seat.client();
            for (int i = 0; i < MOST_WORKERS; i++) {
                workers.add(seat.client());
            }
        }

        void warmUp(int tasks) throws Unavailable, InterruptedException {
            work(2 * tasks, 0, MOST_WORKERS);
        }

        Map<Figure, Double> work(int tasks, long waitMicros, int count) throws Unavailable, InterruptedException {
            List<ClientProcess> busy = workers.subList(0, count);
            for (ClientProcess worker : busy) {
                worker.begin(Order.of("worker"));
            }
            Map<Figure, Double> figures = master.run(new Order(
                    "master", Map.of("tasks", (long) tasks, "waitMicros", waitMicros, "workers", (long) count)));
            for (ClientProcess worker : busy) {
                worker.end();
            }
            return figures;
        }
    }
}
