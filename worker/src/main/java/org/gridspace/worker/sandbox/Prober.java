package org.gridspace.worker.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gridspace.worker.sandbox.probe.ProbeTask;

/**
 * Tries a level with a real child: what the operating system lets it reach, and what a real task under the policy gets
 * away with. No state.
 */
final class Prober {
    private Prober() {}

    /** Why a level can't be had, in one line; empty if it holds. */
    static Optional<String> problem(LaunchPlan plan, Starter starter, ChildContext context)
            throws InterruptedException {
        try (Child child = new ChildFactory(plan, starter, context).create()) {
            if (plan.level() == SandboxLevel.FULL) {
                List<String> reached = examine(child);
                if (!reached.isEmpty()) {
                    return Optional.of("bubblewrap does not contain a child here: " + String.join(", ", reached));
                }
            }
            return runTask(child);
        } catch (IOException e) {
            return Optional.of(explain(plan.level(), e));
        } catch (ChildDied e) {
            return Optional.of("the probe's child died: " + e.getMessage());
        }
    }

    private static List<String> examine(Child child) throws IOException, ChildDied {
        try (ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            return child.examine(listener.getLocalPort());
        }
    }

    private static Optional<String> runTask(Child child) throws IOException, ChildDied, InterruptedException {
        byte[] jar = jarOfProbe();
        child.load(sha256(jar), jar);
        TaskReply reply = child.run(serialized(new ProbeTask()));
        if (reply instanceof TaskReply.Returned returned
                && Arrays.equals(returned.value(), serialized(ProbeTask.HELD))) {
            return Optional.empty();
        }
        return Optional.of("the probe task was not held: " + shown(reply));
    }

    private static String shown(TaskReply reply) {
        if (reply instanceof TaskReply.Threw threw) {
            return "it threw " + threw.className() + ": " + threw.message();
        }
        if (reply instanceof TaskReply.NotLoadable missing) {
            return missing.className() + " can't be loaded: " + missing.detail();
        }
        return "it returned something else";
    }

    private static byte[] jarOfProbe() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("ProbeTask", "ProbeTask$Attempt")) {
                try (InputStream in = ProbeTask.class.getResourceAsStream(name + ".class")) {
                    if (in == null) {
                        throw new IOException(name + " is missing");
                    }
                    zip.putNextEntry(
                            new ZipEntry(ProbeTask.class.getPackageName().replace('.', '/') + "/" + name + ".class"));
                    in.transferTo(zip);
                    zip.closeEntry();
                }
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String explain(SandboxLevel level, IOException e) {
        String said =
                e.getCause() instanceof ChildDied died && !died.lastOutput().isEmpty()
                        ? died.lastOutput().get(died.lastOutput().size() - 1)
                        : String.valueOf(e.getMessage());
        if (level == SandboxLevel.JVM) {
            return said;
        }
        if (said.contains("namespace") || said.contains("uid map")) {
            return "user namespaces are not available: " + said
                    + " (sysctl kernel.unprivileged_userns_clone=1, or allow them for bwrap)";
        }
        if (said.contains("Can't find source path")) {
            return "a path that the policy grants, or the runtime image, is out of reach of the user that children run as: "
                    + said;
        }
        if (said.contains("Unknown option")) {
            return "bubblewrap is older than 0.8.0: " + said;
        }
        return "bubblewrap does not work here: " + said;
    }
}
