package org.gridspace.examples.raytracer;

import java.io.IOException;

/** A scene file that can't be read. The message names the line. */
public final class ObjProblem extends IOException {
    private static final long serialVersionUID = 1;

    ObjProblem(int line, String message) {
        super("line " + line + ": " + message);
    }

    ObjProblem(String message) {
        super(message);
    }
}
