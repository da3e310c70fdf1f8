package org.gridspace.tracker;

import java.nio.file.Path;
import java.util.List;
import org.gridspace.discovery.GridNetwork;

/** The main program of the trackers that tests kill. */
public final class TrackerProcess {
    private TrackerProcess() {}

    /** Arguments: the port, the data directory or an empty text. Ends when its input does. */
    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // tells its address to the test
    public static void main(String[] args) throws Exception {
        Path data = args[1].isEmpty() ? null : Path.of(args[1]);
        TrackerServer tracker = TrackerServer.start(
                new TrackerConfig(GridNetwork.LOOPBACK, Integer.parseInt(args[0]), 0, data, List.of(), false));
        System.out.println(tracker.http());
        int end = System.in.read();
        System.exit(end < 0 ? 0 : 1);
    }
}
