package org.gridspace.child;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One task from its bytes to its result's bytes, to be run with the job's rights. Confined to the task thread. */
final class TaskCall implements PrivilegedExceptionAction<@Nullable Void> {
    private final byte[] task;
    private final JobLoader loader;
    private final BoundedBytes result;
    private boolean deserialized;

    TaskCall(byte[] task, JobLoader loader, int resultBytes) {
        this.task = task;
        this.loader = loader;
        this.result = new BoundedBytes(resultBytes, "the result is larger than the policy's ");
    }

    JobLoader loader() {
        return loader;
    }

    BoundedBytes result() {
        return result;
    }

    /** Whether the task could be read, so that it may have begun to run. */
    boolean deserialized() {
        return deserialized;
    }

    @Override
    public @Nullable Void run() throws Exception {
        Object body;
        try (TaskInput in = new TaskInput(task, loader)) {
            body = in.readObject();
        }
        Object value;
        if (body instanceof Callable<?> callable) {
            deserialized = true;
            value = callable.call();
        } else if (body instanceof Runnable runnable) {
            deserialized = true;
            runnable.run();
            value = null;
        } else {
            throw new ClassCastException("a task must be a Callable or a Runnable");
        }
        try (ObjectOutputStream out = new ObjectOutputStream(result)) {
            out.writeObject(value);
        }
        return null;
    }

    /** Resolves classes by the job's loader. */
    private static final class TaskInput extends ObjectInputStream {
        private final ClassLoader loader;

        TaskInput(byte[] bytes, ClassLoader loader) throws IOException {
            super(new ByteArrayInputStream(bytes));
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(type.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                Class<?> primitive = primitive(type.getName());
                if (primitive == null) {
                    throw e;
                }
                return primitive;
            }
        }

        private static @Nullable Class<?> primitive(String name) {
            return switch (name) {
                case "boolean" -> boolean.class;
                case "byte" -> byte.class;
                case "char" -> char.class;
                case "short" -> short.class;
                case "int" -> int.class;
                case "long" -> long.class;
                case "float" -> float.class;
                case "double" -> double.class;
                case "void" -> void.class;
                default -> null;
            };
        }

        @Override
        @SuppressWarnings("deprecation") // the proxy class itself is what a stream of proxies needs
        protected Class<?> resolveProxyClass(String[] names) throws IOException, ClassNotFoundException {
            Class<?>[] interfaces = new Class<?>[names.length];
            for (int i = 0; i < names.length; i++) {
                interfaces[i] = Class.forName(names[i], false, loader);
            }
            try {
                return Proxy.getProxyClass(loader, interfaces);
            } catch (IllegalArgumentException e) {
                throw new ClassNotFoundException(null, e);
            }
        }
    }
}
