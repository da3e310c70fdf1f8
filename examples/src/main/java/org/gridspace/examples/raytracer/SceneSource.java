package org.gridspace.examples.raytracer;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/** Where a task finds the scene's OBJ file. */
public sealed interface SceneSource extends Serializable {

    /** The file. Called where the task runs, once per process. */
    byte[] read() throws IOException;

    /**
     * A resource that travels with the job's classes or lies on the class path.
     *
     * @param name with a leading slash
     */
    record Resource(String name) implements SceneSource {
        @Override
        public byte[] read() throws IOException {
            try (InputStream in = SceneSource.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IOException("the job has no resource " + name);
                }
                return in.readAllBytes();
            }
        }
    }

    /** The file itself, for pools of threads within this process: each task would carry it. */
    @SuppressWarnings("ArrayRecordComponent") // the same array is the same scene
    record InMemory(byte[] obj) implements SceneSource {
        @Override
        public byte[] read() {
            return obj;
        }
    }
}
