package org.gridspace.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.TrackerAddress;
import org.gridspace.policy.PolicyProblem;
import org.gridspace.worker.sandbox.SandboxLevel;
import org.jspecify.annotations.Nullable;

/**
 * A worker as a process of its own, for programs that start workers themselves: {@code --tracker HOST:PORT} (repeatable),
 * {@code --policy FILE} (or the URI of one, which may be in a jar), {@code --slots N}, {@code --sandbox auto|LEVEL}, {@code --host ADDRESS}, {@code --hold SECONDS} and
 * {@code --until-eof}, with which it ends when its standard input does: then it can't outlive the process at the other end.
 *
 * <p>Prints {@code READY worker ID HOST:PID} when it is registered or has tried for a while. Ends with 2 for wrong
 * arguments, 3 for a policy that is wrong, 1 for anything else; one line on standard error says why.
 */
public final class WorkerProcess {
    private static final Duration REGISTRATION = Duration.ofSeconds(5);

    private WorkerProcess() {}

    /** See the class. */
    @SuppressWarnings(
            "checkstyle:RegexpSinglelineJava") // a process speaks with its parent through its standard streams
    public static void main(String[] args) throws InterruptedException {
        int code = run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        WorkerNode node;
        try {
            node = WorkerNode.start(arguments.config());
        } catch (PolicyProblem e) {
            err.println(e.getMessage());
            return 3;
        } catch (IOException | RuntimeException e) {
            err.println(e.getMessage() == null ? e.toString() : e.getMessage());
            return 1;
        }
        var over = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            node.close();
                            over.countDown();
                        },
                        "gridspace-worker-end"));
        if (arguments.untilEof()) {
            endWithInput();
        }
        node.awaitRegistered(REGISTRATION);
        out.println("READY worker " + node.id() + " " + node.address());
        out.flush();
        over.await();
        return 0;
    }

    private static void endWithInput() {
        var thread = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            continue; // what comes is of no interest, only its end
                        }
                    } catch (IOException e) {
                        // as good as its end
                    }
                    System.exit(0);
                },
                "gridspace-parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private record Arguments(WorkerConfig config, boolean untilEof) {
        static Arguments parse(String[] args) {
            List<TrackerAddress> trackers = new ArrayList<>();
            Path policy = null;
            String host = GridNetwork.LOOPBACK;
            Integer slots = null;
            SandboxLevel sandbox = null;
            Duration hold = null;
            boolean untilEof = false;
            boolean insecure = false;
            for (int i = 0; i < args.length; i++) {
                switch (args[i]) {
                    case "--until-eof" -> untilEof = true;
                    case "--insecure-network" -> insecure = true;
                    case "--tracker" -> trackers.add(TrackerAddress.parse(value(args, ++i)));
                    case "--policy" -> policy = path(value(args, ++i));
                    case "--host" -> host = value(args, ++i);
                    case "--slots" -> slots = Integer.valueOf(value(args, ++i));
                    case "--sandbox" -> sandbox = level(value(args, ++i));
                    case "--hold" -> hold = Duration.ofSeconds(Long.parseLong(value(args, ++i)));
                    default -> throw new IllegalArgumentException("unknown argument " + args[i]);
                }
            }
            if (policy == null) {
                throw new IllegalArgumentException("--policy FILE is missing");
            }
            var network = new GridNetwork(trackers, GridNetwork.PUBLIC_GROUP, host, insecure);
            WorkerConfig config = WorkerConfig.of(network, policy).withSandbox(sandbox);
            config = slots == null ? config : config.withSlots(slots);
            config = hold == null ? config : config.withHold(hold);
            return new Arguments(config, untilEof);
        }

        private static String value(String[] args, int i) {
            if (i >= args.length) {
                throw new IllegalArgumentException(args[i - 1] + " wants a value");
            }
            return args[i];
        }

        /** A file by its path or by its URI, which may be that of a file inside a jar. */
        private static Path path(String text) {
            if (!text.startsWith("jar:") && !text.startsWith("file:")) {
                return Path.of(text);
            }
            URI uri = URI.create(text);
            try {
                if (text.startsWith("jar:")) {
                    FileSystems.newFileSystem(uri, Map.of()); // stays open as long as this process
                }
                return Path.of(uri);
            } catch (IOException e) {
                throw new IllegalArgumentException("can't open " + text + ": " + e.getMessage(), e);
            }
        }

        private static @Nullable SandboxLevel level(String text) {
            if (text.equals("auto")) {
                return null;
            }
            for (SandboxLevel level : SandboxLevel.values()) {
                if (level.toString().equals(text)) {
                    return level;
                }
            }
            throw new IllegalArgumentException("--sandbox is auto, full or jvm, not " + text);
        }
    }
}
