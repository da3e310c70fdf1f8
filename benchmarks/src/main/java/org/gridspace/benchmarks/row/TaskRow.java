package org.gridspace.benchmarks.row;

import java.io.IOException;
import java.util.ArrayList;
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

/**
 * A master process and 1, 2 or 4 worker processes: a plain JavaSpaces program that makes one call after the other in each thread, the same for all;
 * and for trivial tasks one that doesn't wait for each call, against the plain one where there are no asynchronous calls.
 */
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
        Map<PeerName, Team> teams = arena.prepare(work(Program.PLAIN, 1), Rows.SPACES, peer -> {
            var team = new Team(arena.seat(peer), peer.name() == PeerName.GRIDSPACE);
            team.warmUp(scale.waitingTasks());
            return team;
        });
        for (Program program : Program.values()) {
            for (int workers : WORKERS) {
                int tasks = program == Program.WAITING ? scale.waitingTasks() : scale.tasks();
                arena.competeCold(
                        work(program, workers), Arena.bouts(teams, team -> team.work(program, tasks, workers)));
            }
        }
    }

    @Override
    public List<Target> targets(Scale scale) {
        return List.of(
                Target.times(metric(Program.PLAIN, MOST_WORKERS), TIMES, PeerName.OUTRIGGER),
                notFalling(Program.PLAIN),
                Target.times(metric(Program.ASYNCHRONOUS, MOST_WORKERS), TIMES, PeerName.OUTRIGGER),
                notFalling(Program.ASYNCHRONOUS),
                rising(HALF_THE_WORKERS, 1),
                rising(MOST_WORKERS, HALF_THE_WORKERS));
    }

    private static Target notFalling(Program program) {
        return Target.atLeastOfOwn(metric(program, MOST_WORKERS), NOT_FALLING, metric(program, 1), "own with 1 worker");
    }

    private static Target rising(int workers, int fewer) {
        String base = "own with " + fewer + (fewer == 1 ? " worker" : " workers");
        return Target.atLeastOfOwn(metric(Program.WAITING, workers), 1, metric(Program.WAITING, fewer), base);
    }

    private static Metric metric(Program program, int workers) {
        return new Metric(work(program, workers), Figure.TASKS);
    }

    private static String work(Program program, int workers) {
        return program.tasks + ", " + workers + (workers == 1 ? " worker" : " workers");
    }

    /** What master and workers run. */
    private enum Program {
        PLAIN("trivial tasks"),
        ASYNCHRONOUS("trivial tasks, asynchronously"),
        WAITING("tasks of 5 ms");

        private final String tasks;

        Program(String tasks) {
            this.tasks = tasks;
        }
    }

    /** The processes of one peer. */
    private static final class Team {
        private final ClientProcess master;
        private final List<ClientProcess> workers = new ArrayList<>();

        private final boolean asynchronous;

        Team(Seat seat, boolean asynchronous) throws IOException {
            this.asynchronous = asynchronous;
            master = seat.client();
            for (int i = 0; i < MOST_WORKERS; i++) {
                workers.add(seat.client());
            }
        }

        void warmUp(int tasks) throws Unavailable, InterruptedException {
            work(Program.PLAIN, 2 * tasks, MOST_WORKERS);
            work(Program.ASYNCHRONOUS, 2 * tasks, MOST_WORKERS);
        }

        Map<Figure, Double> work(Program program, int tasks, int count) throws Unavailable, InterruptedException {
            boolean plain = program != Program.ASYNCHRONOUS || !asynchronous;
            long waitMicros = program == Program.WAITING ? WAIT_MICROS : 0;
            List<ClientProcess> busy = workers.subList(0, count);
            for (ClientProcess worker : busy) {
                worker.begin(Order.of(plain ? "worker" : "asyncWorker"));
            }
            Map<Figure, Double> figures = master.run(new Order(
                    plain ? "master" : "asyncMaster",
                    Map.of("tasks", (long) tasks, "waitMicros", waitMicros, "workers", (long) count)));
            for (ClientProcess worker : busy) {
                worker.end();
            }
            return figures;
        }
    }
}
