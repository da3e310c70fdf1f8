package org.gridspace.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gridspace.task.GridCallable;
import org.junit.jupiter.api.Test;

class TaskSerializerTest {
    private static final String HERE = TaskSerializerTest.class.getName();
    private static final ObjectInputFilter ANY = info -> ObjectInputFilter.Status.UNDECIDED;

    private final Object notSerializable = new Object();

    private record Job(Object db) implements GridCallable<String>, Serializable {
        @Override
        public String call() {
            return "" + db;
        }
    }

    private static String refusal(Object task) {
        var refused = org.junit.jupiter.api.Assertions.assertThrows(
                IllegalArgumentException.class, () -> TaskSerializer.serialize(task));
        return refused.getMessage();
    }

    @Test
    void serialize_fieldThatIsNoData_isNamed() {
        assertThat(refusal(new Job(new Socket())))
                .isEqualTo("task " + HERE + "$Job can't travel: field `db` of " + HERE
                        + "$Job holds a java.net.Socket, which isn't serializable");
    }

    @Test
    void serialize_deepField_isNamedWithItsPath() {
        var map = new HashMap<String, Object>(Map.of("left", new ArrayList<>(List.of("x", new Thread()))));

        assertThat(refusal(new Job(new Object[] {map})))
                .isEqualTo("task " + HERE + "$Job can't travel: element 1 of a java.util.ArrayList is a "
                        + "java.lang.Thread, which isn't serializable (task.db[0][left][1])");
    }

    @Test
    void serialize_lambdaWithCapturedVariable_namesTheArgument() {
        int number = 3;
        var socket = new Socket();
        GridCallable<String> task = () -> "" + number + socket;

        assertThat(refusal(task))
                .isEqualTo(
                        "the task, the lambda in " + HERE + ".serialize_lambdaWithCapturedVariable_namesTheArgument, "
                                + "can't travel: captured argument 2 of the lambda in " + HERE
                                + ".serialize_lambdaWithCapturedVariable_namesTheArgument, is a java.net.Socket, which isn't "
                                + "serializable");
    }

    @Test
    void serialize_lambdaWithThis_saysSo() {
        GridCallable<Object> task = () -> notSerializable;

        assertThat(refusal(task))
                .contains("`this`, captured by the lambda in " + HERE + ".serialize_lambdaWithThis_saysSo, is a " + HERE
                        + ", which isn't serializable");
    }

    @Test
    void serialize_boundMethodReference_namesTheReceiver() {
        GridCallable<String> task = new Thread()::getName;

        assertThat(refusal(task))
                .contains("the receiver of the method reference java.lang.Thread::getName, is a java.lang.Thread");
    }

    @Test
    void serialize_anonymousClass_namesTheEnclosingInstance() {
        GridCallable<Object> task = new GridCallable<>() {
            @Override
            public Object call() {
                return notSerializable;
            }
        };

        assertThat(refusal(task)).contains("the instance that encloses " + HERE + "$1 is a " + HERE + ",");
    }

    @Test
    void serialize_localVariableOfAnonymousClass_isNamed() {
        assertThat(refusal(anonymous(new Thread())))
                .contains("variable `thread`, captured by " + HERE + "$2, is a java.lang.Thread");
    }

    private static GridCallable<Object> anonymous(Thread thread) {
        return new GridCallable<>() {
            @Override
            public Object call() {
                return thread;
            }
        };
    }

    @Test
    void serialize_plainLambdaInField_isDescribed() {
        Callable<String> plain = () -> "x";

        assertThat(refusal(new Job(plain))).contains("holds a lambda of " + HERE + ", which isn't serializable");
    }

    @Test
    void serialize_plainTask_saysWhatToImplement() {
        assertThat(refusal(new Thread()))
                .isEqualTo("task java.lang.Thread can't travel: it isn't serializable; a GridCallable or GridRunnable "
                        + "is");
    }

    @Test
    void serialize_whereReflectionCannotLook_stillNamesTheClass() {
        Object held = new java.util.concurrent.atomic.AtomicReference<>(new Thread());

        assertThat(refusal(new Job(held)))
                .isEqualTo("task " + HERE + "$Job can't travel: it holds a java.lang.Thread, which isn't serializable");
    }

    @Test
    void serialize_endlesslyNested_isRefused() {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            list = new ArrayList<>(List.of(list));
        }

        assertThat(refusal(new Job(list))).endsWith("can't travel: the objects it holds are nested too deeply");
    }

    @Test
    void deserialize_whatWasSerialized_isEqual() throws Exception {
        Object back = TaskSerializer.deserialize(
                TaskSerializer.serialize(new Job(List.of(1, int.class, new long[0].getClass()))),
                getClass().getClassLoader(),
                ANY);

        assertThat(back).isEqualTo(new Job(List.of(1, int.class, long[].class)));
    }

    @Test
    void deserialize_proxy_usesTheLoader() throws Exception {
        InvocationHandler handler = (InvocationHandler & Serializable) (proxy, method, arguments) -> 5;
        Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Comparable.class}, handler);

        Object back = TaskSerializer.deserialize(
                TaskSerializer.serialize(proxy), getClass().getClassLoader(), ANY);

        assertThat(((Comparable<?>) back).compareTo(null)).isEqualTo(5);
    }

    @Test
    void deserialize_filterThatSaysNo_isObeyed() {
        byte[] bytes = TaskSerializer.serialize(new Job("x"));

        assertThatThrownBy(() -> TaskSerializer.deserialize(
                        bytes, getClass().getClassLoader(), ObjectInputFilter.Config.createFilter("!*")))
                .isInstanceOf(InvalidClassException.class);
    }

    @Test
    void deserialize_loaderWithoutTheClass_doesNotLookElsewhere() {
        byte[] bytes = TaskSerializer.serialize(new Job("x"));

        assertThatThrownBy(() -> TaskSerializer.deserialize(bytes, ClassLoader.getPlatformClassLoader(), ANY))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessageContaining(HERE + "$Job");
    }
}
