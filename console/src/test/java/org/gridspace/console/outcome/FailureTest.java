package org.gridspace.console.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.gridspace.failure.GridUnavailable;
import org.gridspace.failure.PolicyDenied;
import org.gridspace.failure.TaskFailed;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void of_wrappedByFutures_tellsTheCause() {
        var wrapped = new ExecutionException(new CompletionException(new TaskFailed("task 3 failed")));
        assertThat(Failure.of(wrapped)).isEqualTo(new Failure(ExitCode.FAILED, "task 3 failed"));
    }

    @Test
    void of_messageOfManyLines_isOneLine() {
        Failure failure = Failure.of(new CommandFailed(ExitCode.POLICY, "line 3:\r\n  what\n\n is this?\n"));
        assertThat(failure.line()).isEqualTo("line 3: what is this?");
    }

    @Test
    void of_kindsOfFailure_haveTheirExitCodes() {
        assertThat(Failure.of(new GridUnavailable("no space")).exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(Failure.of(new ConnectException("refused")).exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(Failure.of(new UnknownHostException("nohost")).line()).isEqualTo("unknown host nohost");
        assertThat(Failure.of(new BindException("in use")).exitCode()).isEqualTo(ExitCode.TAKEN);
        assertThat(Failure.of(new PolicyDenied("no")).exitCode()).isEqualTo(ExitCode.DENIED);
        assertThat(Failure.of(new AccessDeniedException("/etc/shadow")))
                .isEqualTo(new Failure(ExitCode.DENIED, "no permission for /etc/shadow"));
    }

    @Test
    void of_exceptionWithoutMessage_namesItsClass() {
        assertThat(Failure.of(new IllegalStateException()).line())
                .isEqualTo("IllegalStateException: java.lang.IllegalStateException");
    }
}
