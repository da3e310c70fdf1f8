package org.gridspace.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridspace.task.GridCallable;
import org.gridspace.task.GridRunnable;
import org.junit.jupiter.api.Test;

/** That lambdas compile without a cast, and get to the overload that makes them serializable. */
class GridExecutorOverloadsTest {
    private final List<String> calls = new ArrayList<>();
    private final GridExecutor pool = (GridExecutor) Proxy.newProxyInstance(
            GridExecutor.class.getClassLoader(), new Class<?>[] {GridExecutor.class}, (proxy, method, arguments) -> {
                calls.add(method.getName() + " "
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .toList());
                assertThat(arguments[0]).isInstanceOf(Serializable.class);
                return null;
            });

    private static int answer() {
        return 42;
    }

    private static void work() {}

    private static final class Plain implements Callable<String>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public String call() {
            return "done";
        }
    }

    @Test
    void submit_valueLambdaOrReference_isACallable() {
        int captured = 7;
        pool.submit(() -> 42);
        pool.submit(() -> captured + 1);
        pool.submit(() -> {
            return "text";
        });
        pool.submit(() -> {
            throw new IllegalStateException("thrown");
        });
        pool.submit(GridExecutorOverloadsTest::answer);

        assertThat(calls).hasSize(5).containsOnly("submit [GridCallable]");
    }

    @Test
    void submit_blockWithoutValue_isARunnable() {
        pool.submit(() -> {
            work();
        });
        pool.submit(() -> work());
        pool.submit(GridExecutorOverloadsTest::work);

        assertThat(calls).hasSize(3).containsOnly("submit [GridRunnable]");
    }

    @Test
    void submit_runnableWithResultAndExecute_takeTheSerializableOverload() {
        pool.submit(() -> work(), "result");
        pool.execute(() -> work());
        pool.execute(GridExecutorOverloadsTest::work);

        assertThat(calls)
                .containsExactly("submit [GridRunnable, Object]", "execute [GridRunnable]", "execute [GridRunnable]");
    }

    @Test
    void submit_namedTypes_takeTheirOwnOverload() {
        GridCallable<Long> callable = () -> 1L;
        GridRunnable runnable = () -> {};
        pool.submit(callable);
        pool.submit(runnable);
        pool.submit(new Plain());

        assertThat(calls).containsExactly("submit [GridCallable]", "submit [GridRunnable]", "submit [Callable]");
    }
}
