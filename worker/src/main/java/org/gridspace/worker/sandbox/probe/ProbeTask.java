package org.gridspace.worker.sandbox.probe;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Tries what no task may do and returns what it got away with; {@link #HELD} if nothing. */
public final class ProbeTask implements Callable<String>, Serializable {
    /** The answer of a sandbox that holds. */
    public static final String HELD = "held";

    private static final long serialVersionUID = 1L;

    /** Something that must fail with a {@link SecurityException}. */
    private interface Attempt {
        void run() throws IOException;
    }

    @Override
    public String call() {
        StringBuilder breaches = new StringBuilder();
        attempt("read a file", () -> new FileInputStream("/etc/passwd").close(), breaches);
        attempt("list a directory", () -> Files.list(Path.of("/")).close(), breaches);
        attempt("open a socket", () -> new ServerSocket(0).close(), breaches);
        attempt("start a program", () -> new ProcessBuilder("true").start(), breaches);
        attempt("set a property", () -> System.setProperty("java.home", "/"), breaches);
        attempt("read the environment", System::getenv, breaches);
        attempt("reach the runtime's loader", ClassLoader::getSystemClassLoader, breaches);
        return breaches.length() == 0 ? HELD : breaches.toString();
    }

    private static void attempt(String what, Attempt attempt, StringBuilder breaches) {
        try {
            attempt.run();
            breaches.append(what).append(' ');
        } catch (SecurityException e) {
            // held
        } catch (IOException e) {
            breaches.append(what).append(" (").append(e).append(") ");
        }
    }
}
