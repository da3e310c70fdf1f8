package org.gridspace.worker.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gridspace.task.GridCallable;

/** Tasks on files. */
final class FileTasks {
    private FileTasks() {}

    /** Does one thing with one file, and returns what came of it, the failure too. */
    record On(String what, String file) implements GridCallable<String> {
        @Override
        public String call() {
            Path path = Path.of(file);
            try {
                return switch (what) {
                    case "read" -> Files.readString(path);
                    case "write" -> {
                        Files.writeString(path, "result");
                        yield "written";
                    }
                    case "fill" -> fill(path);
                    default -> throw new IllegalArgumentException(what);
                };
            } catch (IOException | SecurityException e) {
                return e.toString();
            }
        }

        private static String fill(Path path) throws IOException {
            byte[] zeros = new byte[1 << 16];
            try (OutputStream out = Files.newOutputStream(path)) {
                for (int i = 0; i < 1_000; i++) {
                    out.write(zeros);
                }
            }
            return "filled";
        }
    }
}
