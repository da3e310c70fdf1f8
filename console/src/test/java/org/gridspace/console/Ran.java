package org.gridspace.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A command line that was run within the test's process, with what it printed. */
record Ran(int exitCode, String out, String err) {
    static Ran gridspace(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Gridspace.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Ran(code, out.toString(), err.toString());
    }

    List<String> errorLines() {
        return err.lines().toList();
    }
}
