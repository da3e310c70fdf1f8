package org.gridspace.local;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gridspace.discovery.TrackerAddress;
import org.gridspace.policy.PolicyFile;

/** How a worker process is started: this process's Java, and only the jars that a worker needs. */
final class WorkerCommandLine {
    private static final String CONFIGURATION = "log4j2.configurationFile";

    /** Properties that a worker process takes over from this one. */
    private static final List<String> INHERITED = List.of(
            "gridspace.sandbox.image", "gridspace.home", "gridspace.log.level", CONFIGURATION, "java.io.tmpdir");

    private WorkerCommandLine() {}

    /** The command of a worker with one slot that joins {@code tracker}. */
    static List<String> of(TrackerAddress tracker) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        for (String name : INHERITED) {
            String value = System.getProperty(name);
            if (value != null) {
                command.add("-D" + name + "=" + value);
            }
        }
        if (System.getProperty(CONFIGURATION) == null) {
            command.add("-Dlog4j2.level=" + System.getProperty("gridspace.log.level", "WARN"));
        }
        command.addAll(List.of("-cp", WorkerClassPath.find(), "org.gridspace.worker.WorkerProcess"));
        command.addAll(
                List.of("--tracker", tracker.toString(), "--policy", strictPolicy(), "--slots", "1", "--until-eof"));
        return command;
    }

    /** Where the strict policy is that ships with Gridspace; in a jar, usually, so that no file has to be made of it. */
    private static String strictPolicy() {
        URL place = PolicyFile.class.getResource("worker.policy");
        if (place == null) {
            throw new IllegalStateException("worker.policy is not packed with gridspace-policy");
        }
        return place.toString();
    }
}
