package org.gridspace.console.outcome;

import java.io.FileNotFoundException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.rmi.RemoteException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.gridspace.failure.GridException;
import org.gridspace.failure.GridUnavailable;
import org.gridspace.failure.PolicyDenied;
import org.gridspace.failure.SessionLost;
import org.gridspace.policy.PolicyProblem;
import org.gridspace.server.host.NameTaken;
import org.gridspace.worker.sandbox.SandboxUnavailable;

/**
 * What the user is told of an exception that ended a command.
 *
 * @param exitCode the code to end with
 * @param line one line, without the command's name
 */
public record Failure(ExitCode exitCode, String line) {
    private static final Pattern BREAKS = Pattern.compile("\\s*[\\r\\n]+\\s*");

    /** Makes one line of {@code line}. */
    public Failure {
        line = BREAKS.matcher(line.strip()).replaceAll(" ");
    }

    /** Finds code and line for {@code thrown}, looking through the wrappers of futures. */
    public static Failure of(Throwable thrown) {
        Throwable e = unwrapped(thrown);
        if (e instanceof CommandFailed failed) {
            return new Failure(failed.exitCode(), text(failed));
        }
        if (e instanceof GridException failure) {
            return new Failure(codeOf(failure), text(failure));
        }
        if (e instanceof PolicyProblem || e instanceof SandboxUnavailable) {
            return new Failure(ExitCode.POLICY, text(e));
        }
        if (e instanceof NameTaken) {
            return new Failure(ExitCode.TAKEN, text(e));
        }
        if (e instanceof BindException) {
            return new Failure(ExitCode.TAKEN, "the port is in use, or the address is not this machine's: " + text(e));
        }
        if (e instanceof UnknownHostException) {
            return new Failure(ExitCode.UNREACHABLE, "unknown host " + text(e));
        }
        if (e instanceof ConnectException || e instanceof SocketTimeoutException || e instanceof RemoteException) {
            return new Failure(ExitCode.UNREACHABLE, text(e));
        }
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return new Failure(ExitCode.USAGE, "no such file: " + text(e));
        }
        if (e instanceof AccessDeniedException denied) {
            return new Failure(ExitCode.DENIED, "no permission for " + denied.getFile());
        }
        if (e instanceof FileSystemException) {
            return new Failure(ExitCode.FAILED, text(e));
        }
        return new Failure(ExitCode.FAILED, e.getClass().getSimpleName() + ": " + text(e));
    }

    /** The exception itself, out of the wrappers that futures put around it. */
    public static Throwable unwrapped(Throwable thrown) {
        Throwable e = thrown;
        while ((e instanceof ExecutionException || e instanceof CompletionException) && e.getCause() != null) {
            e = e.getCause();
        }
        return e;
    }

    private static ExitCode codeOf(GridException e) {
        if (e instanceof GridUnavailable || e instanceof SessionLost) {
            return ExitCode.UNREACHABLE;
        }
        return e instanceof PolicyDenied ? ExitCode.DENIED : ExitCode.FAILED;
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getName() : message;
    }
}
