package org.gridspace.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.gridspace.code.TaskSerializer;
import org.gridspace.failure.PolicyDenied;
import org.gridspace.failure.TaskFailed;
import org.gridspace.job.ResultEntry;
import org.junit.jupiter.api.Test;

class ResultReaderTest {
    private final TaskFuture<Object> future = new TaskFuture<>(() -> "local");
    private final ResultReader reader = new ResultReader(Set.of(Own.class.getName(), OwnException.class.getName()));

    record Own(int number, List<String> texts) implements Serializable {}

    record Foreign(int number) implements Serializable {}

    static final class OwnException extends Exception {
        private static final long serialVersionUID = 1L;

        OwnException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static final class ForeignException extends Exception {
        private static final long serialVersionUID = 1L;

        ForeignException(String message) {
            super(message);
        }
    }

    private static ResultEntry returned(Object value) {
        var result = ResultEntry.of(new UUID(1, 2), 0, ResultEntry.Kind.RETURNED);
        result.value = TaskSerializer.serialize(value);
        return result;
    }

    private static ResultEntry thrown(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        var result = ResultEntry.of(new UUID(1, 2), 0, ResultEntry.Kind.THREW);
        result.value = TaskSerializer.serialize(thrown);
        result.className = thrown.getClass().getName();
        result.message = thrown.getMessage();
        result.stackTrace = trace.toString();
        return result;
    }

    private Throwable causeAfter(ResultEntry result) throws InterruptedException {
        reader.complete(future, result);
        try {
            throw new AssertionError("gave " + future.get());
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Test
    void complete_valuesOfTheJdkAndTheJob_givesThem() throws Exception {
        List<Object> values = new ArrayList<>(List.of(
                1,
                2L,
                3.5,
                'c',
                true,
                "text",
                BigInteger.TEN.pow(40),
                Instant.EPOCH,
                new UUID(3, 4),
                Map.of("a", 1),
                new TreeMap<>(Map.of(1, "x")),
                new HashMap<>(Map.of("k", List.of(1, 2))),
                new ConcurrentHashMap<>(Map.of(1, 2)),
                Collections.unmodifiableList(Arrays.asList(1, null)),
                BitSet.valueOf(new long[] {5}),
                Set.of(1),
                Thread.State.NEW,
                new Own(7, List.of("a", "b"))));

        reader.complete(future, returned(values));

        assertThat(future.get()).isEqualTo(values);
    }

    @Test
    void complete_arrays_givesThem() throws Exception {
        Object[] arrays = {
            new byte[] {1}, new long[][] {{1}, {2}}, new String[] {"a"}, new Own[] {new Own(1, List.of())}
        };

        reader.complete(future, returned(arrays));

        assertThat(Arrays.deepEquals((Object[]) future.get(), arrays)).isTrue();
    }

    @Test
    void complete_atomicNumber_givesIt() throws Exception {
        reader.complete(future, returned(new AtomicLong(5)));

        assertThat(((AtomicLong) future.get()).get()).isEqualTo(5);
    }

    @Test
    void complete_classThatDidNotTravel_isRefusedByName() throws Exception {
        Throwable cause = causeAfter(returned(List.of(new Foreign(1))));

        assertThat(cause).isInstanceOf(TaskFailed.class).hasMessageContaining(Foreign.class.getName());
    }

    @Test
    void complete_jdkClassThatIsNoValue_isRefusedByName() throws Exception {
        Throwable cause = causeAfter(returned(new InetSocketAddress("127.0.0.1", 1)));

        assertThat(cause).isInstanceOf(TaskFailed.class).hasMessageContaining("java.net.InetSocketAddress");
    }

    @Test
    void complete_garbage_failsTheFuture() throws Exception {
        ResultEntry garbage = ResultEntry.of(new UUID(1, 2), 0, ResultEntry.Kind.RETURNED);
        garbage.value = new byte[] {1, 2, 3};

        assertThat(causeAfter(garbage)).isInstanceOf(TaskFailed.class).hasMessageContaining("can't be read");
    }

    @Test
    void complete_ownException_isItWithItsRemoteTrace() throws Exception {
        var thrown = new OwnException("outer", new IllegalArgumentException("inner"));
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("remote.Task", "call", "Task.java", 12)});

        Throwable cause = causeAfter(thrown(thrown));

        assertThat(cause).isInstanceOf(OwnException.class).hasMessage("outer");
        assertThat(cause.getCause())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inner");
        assertThat(cause.getStackTrace()[0].toString()).isEqualTo("remote.Task.call(Task.java:12)");
    }

    @Test
    void complete_exceptionThatCannotComeBack_isTaskFailedThatPrintsTheRemoteTrace() throws Exception {
        var thrown = new ForeignException("what happened");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("remote.Task", "call", "Task.java", 12)});

        Throwable cause = causeAfter(thrown(thrown));

        assertThat(cause)
                .isInstanceOf(TaskFailed.class)
                .hasMessageContaining(ForeignException.class.getName())
                .hasMessageContaining("what happened");
        var printed = new StringWriter();
        new ExecutionException(cause).printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString()).contains("at remote.Task.call(Task.java:12)");
    }

    @Test
    void complete_otherKinds_sayWhatHappened() throws Exception {
        ResultEntry missing = ResultEntry.of(new UUID(1, 2), 0, ResultEntry.Kind.NOT_LOADABLE);
        missing.className = "some.Missing";
        assertThat(causeAfter(missing)).isInstanceOf(TaskFailed.class).hasMessageContaining("some.Missing");
    }

    @Test
    void complete_died_saysWhatOfAndRefusedIsThePolicy() {
        ResultEntry died = ResultEntry.of(new UUID(1, 2), 0, ResultEntry.Kind.DIED);
        died.message = "memory limit";
        reader.complete(future, died);
        assertThatThrownBy(future::get).cause().isInstanceOf(TaskFailed.class).hasMessage("memory limit");

        ResultEntry refused = ResultEntry.of(new UUID(1, 2), 0, ResultEntry.Kind.REFUSED);
        refused.message = "forged";
        TaskFuture<Object> other = new TaskFuture<>(() -> "local");
        reader.complete(other, refused);
        assertThatThrownBy(other::get).cause().isInstanceOf(PolicyDenied.class).hasMessage("forged");
    }

    @Test
    void complete_unknownKind_failsTheFuture() throws Exception {
        ResultEntry unknown = new ResultEntry();
        unknown.kind = "of the future";

        assertThat(causeAfter(unknown)).isInstanceOf(TaskFailed.class).hasMessageContaining("of the future");
    }

    @Test
    void complete_cancelled_cancelsTheFuture() {
        reader.complete(future, ResultEntry.of(new UUID(1, 2), 0, ResultEntry.Kind.CANCELLED));

        assertThat(future.isCancelled()).isTrue();
    }
}
