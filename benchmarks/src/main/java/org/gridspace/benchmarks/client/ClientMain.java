package org.gridspace.benchmarks.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.order.Reply;

/**
 * Main class of a client process. Argument: the address. Standard input has orders, which are done one after the other; each is
 * answered by a line that begins with {@code @}. At the end of standard input the process ends, whatever it is doing.
 */
public final class ClientMain {
    private static final Map<String, Work> WORKS = Map.ofEntries(
            Map.entry("write-take", new WriteTake()),
            Map.entry("pipelined", new Pipelined()),
            Map.entry("batches", new Batches()),
            Map.entry("fill", new Fill()),
            Map.entry("read", Keyed.READ),
            Map.entry("take", Keyed.TAKE),
            Map.entry("write", Keyed.WRITE),
            Map.entry("hand-off", new HandOff(true)),
            Map.entry("hand-back", new HandOff(false)),
            Map.entry("transactions", new Transactions()),
            Map.entry("master", new Master()),
            Map.entry("worker", new Worker()),
            Map.entry("asyncMaster", new AsyncMaster()),
            Map.entry("asyncWorker", new AsyncWorker()),
            Map.entry("takers", new Takers()),
            Map.entry("registrations", new Registrations()),
            Map.entry("fill-jobs", new FillJobs()),
            Map.entry("job-by-key", JobLookup.BY_KEY),
            Map.entry("job-by-state", JobLookup.BY_STATE));

    private ClientMain() {}

    /** See above. */
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = System.out;
        BlockingQueue<String> orders = new LinkedBlockingQueue<>();
        var reader = new Thread(() -> read(orders, out), "gridspace-orders");
        reader.setDaemon(true);
        reader.start();
        var to = new Connected(args[0]);
        while (true) {
            Reply reply = reply(to, Order.parse(orders.take()));
            out.println("@" + reply.json());
            out.flush();
        }
    }

    /** Not even an error may go unanswered: the benchmark would wait. */
    private static Reply reply(Connected to, Order order) {
        Work work = WORKS.get(order.work());
        if (work == null) {
            return Reply.failed(new IllegalArgumentException("no work is called " + order.work()));
        }
        try {
            return Reply.done(work.run(to, order));
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            return Reply.failed(e);
        }
    }

    private static void read(BlockingQueue<String> orders, PrintStream out) {
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                orders.add(line);
            }
        } catch (IOException e) {
            out.println("input failed: " + e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}
