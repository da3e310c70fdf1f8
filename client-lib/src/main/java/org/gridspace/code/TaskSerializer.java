package org.gridspace.code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns tasks into bytes and results back into objects, with Java serialization. Thread-safe, stateless. */
public final class TaskSerializer {
    private static final Map<String, Class<?>> PRIMITIVES = Stream.of(
                    boolean.class,
                    byte.class,
                    char.class,
                    short.class,
                    int.class,
                    long.class,
                    float.class,
                    double.class,
                    void.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, primitive -> primitive));

    private TaskSerializer() {}

    /**
     * The bytes of a task.
     *
     * @throws IllegalArgumentException when something it holds can't be serialized, naming the field or the captured
     *     variable that holds it
     */
    public static byte[] serialize(Object task) {
        return write(task).bytes();
    }

    static TaskStream.Written write(Object task) {
        try {
            return TaskStream.write(task);
        } catch (NotSerializableException e) {
            throw new IllegalArgumentException(CapturePath.explain(task, String.valueOf(e.getMessage())), e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(CapturePath.nameOf(task) + " can't travel: " + e, e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(
                    CapturePath.nameOf(task) + " can't travel: the objects it holds are nested too deeply", e);
        }
    }

    /**
     * The object that bytes describe.
     *
     * @param bytes what {@link #serialize} or a sandbox wrote
     * @param loader where its classes come from
     * @param filter asked about every class before it is loaded into an object
     * @throws InvalidClassException when the filter says no
     * @throws ClassNotFoundException when the loader hasn't got a class
     * @throws IOException when the bytes are damaged
     */
    public static @Nullable Object deserialize(byte[] bytes, ClassLoader loader, ObjectInputFilter filter)
            throws IOException, ClassNotFoundException {
        try (var in = new LoaderStream(bytes, loader)) {
            in.setObjectInputFilter(filter);
            return in.readObject();
        }
    }

    private static final class LoaderStream extends ObjectInputStream {
        private final ClassLoader loader;

        LoaderStream(byte[] bytes, ClassLoader loader) throws IOException {
            super(new ByteArrayInputStream(bytes));
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
            Class<?> primitive = PRIMITIVES.get(description.getName());
            return primitive != null ? primitive : Class.forName(description.getName(), false, loader);
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
            Class<?>[] faces = new Class<?>[interfaces.length];
            for (int i = 0; i < interfaces.length; i++) {
                faces[i] = Class.forName(interfaces[i], false, loader);
            }
            try {
                return Proxy.getProxyClass(loader, faces);
            } catch (IllegalArgumentException e) {
                throw new ClassNotFoundException("proxy for " + String.join(", ", interfaces), e);
            }
        }
    }
}
