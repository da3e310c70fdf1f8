package org.gridspace.benchmarks.row;

import java.io.IOException;
import java.util.List;
import org.gridspace.benchmarks.report.Target;

/** A kind of work that is measured. */
public interface Row {
    /** The word on the command line. */
    String name();

    /** What it does, in one line. */
    String title();

    /** Does it; what a peer can't do is noted in the arena and leaves the others alone. */
    void run(Arena arena) throws IOException, InterruptedException;

    /** What is to be reached by it. */
    List<Target> targets(Scale scale);
}
