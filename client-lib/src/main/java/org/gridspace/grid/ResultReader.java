package org.gridspace.grid;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.gridspace.code.TaskSerializer;
import org.gridspace.failure.PolicyDenied;
import org.gridspace.failure.TaskFailed;
import org.gridspace.job.ResultEntry;
import org.jspecify.annotations.Nullable;

/** Turns result entries into the ends of their futures. Immutable, thread-safe. */
final class ResultReader {
    private final Set<String> ownClasses;

    /** @param ownClasses binary names of the classes of the job; may grow, safely for other threads */
    ResultReader(Set<String> ownClasses) {
        this.ownClasses = ownClasses;
    }

    /** Completes the future; does nothing if it is done, say cancelled. */
    void complete(TaskFuture<?> future, ResultEntry result) {
        Optional<ResultEntry.Kind> kind = ResultEntry.Kind.of(result.kind);
        if (kind.isEmpty()) {
            future.fail(new TaskFailed("the worker answered in a way this version doesn't know: " + result.kind));
            return;
        }
        switch (kind.get()) {
            case RETURNED -> returned(future, result);
            case THREW -> future.fail(thrown(future, result));
            case NOT_LOADABLE ->
                future.fail(new TaskFailed("the worker can't load " + result.className + ": "
                        + result.message
                        + " (the classes that a task reaches travel with it; those it finds only by name at"
                        + " run time don't)"));
            case DIED, FAILED -> future.fail(new TaskFailed(text(result.message)));
            case CANCELLED -> future.cancel(false);
            case REFUSED -> future.fail(new PolicyDenied(text(result.message)));
        }
    }

    private void returned(TaskFuture<?> future, ResultEntry result) {
        if (future.hasFixedValue()) {
            future.succeed(null);
            return;
        }
        if (result.value == null) {
            future.fail(new TaskFailed("the worker's answer carries no value"));
            return;
        }
        try {
            future.succeed(read(result.value, future));
        } catch (Unreadable e) {
            future.fail(new TaskFailed("the task's result " + e.getMessage(), e.getCause()));
        }
    }

    /** Says why bytes can't be made an object. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why, Throwable cause) {
            super(why, cause);
        }
    }

    private @Nullable Object read(byte[] bytes, TaskFuture<?> future) throws Unreadable {
        var filter = new ResultFilter(ownClasses);
        try {
            return TaskSerializer.deserialize(bytes, future.loader(), filter);
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            throw new Unreadable(
                    filter.refused()
                            .map(what -> "isn't let in here because of " + what)
                            .orElse("can't be read here: " + e),
                    e);
        }
    }

    private Throwable thrown(TaskFuture<?> future, ResultEntry result) {
        String why = "";
        if (result.value != null) {
            try {
                if (read(result.value, future) instanceof Throwable thrown) {
                    return thrown;
                }
            } catch (Unreadable e) {
                why = " (the exception itself " + e.getMessage() + ")";
            }
        }
        String message = result.message == null ? "" : ": " + result.message;
        return new TaskFailed(
                "the task threw " + result.className + message + why,
                new RemoteTrace(result.stackTrace == null ? text(result.className) : result.stackTrace));
    }

    private static String text(@Nullable String message) {
        return message == null ? "the worker gave no reason" : message;
    }
}
