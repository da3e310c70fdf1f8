package org.gridspace.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Plain Java serialization that also notes each class whose description enters the stream: the classes of the task and
 * of everything it holds, and, as a serialized lambda names its capturing class, the homes of its lambdas. The bytes are
 * those of an ordinary {@link ObjectOutputStream}. Confined to one thread.
 */
final class TaskStream extends ObjectOutputStream {
    private final Set<Class<?>> classes = new LinkedHashSet<>();

    /**
     * @param bytes the serialized task
     * @param classes the classes in it, without arrays, primitives and generated proxies
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Written(byte[] bytes, Set<Class<?>> classes) {}

    private TaskStream(ByteArrayOutputStream out) throws IOException {
        super(out);
    }

    static Written write(Object task) throws IOException {
        var buffer = new ByteArrayOutputStream(1024);
        try (var stream = new TaskStream(buffer)) {
            stream.writeObject(task);
            stream.flush();
            return new Written(buffer.toByteArray(), stream.classes);
        }
    }

    @Override
    protected void annotateClass(Class<?> described) {
        note(described);
    }

    @Override
    protected void annotateProxyClass(Class<?> proxy) {
        for (Class<?> face : proxy.getInterfaces()) {
            note(face);
        }
    }

    private void note(Class<?> described) {
        Class<?> element = described;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (!element.isPrimitive()) {
            classes.add(element);
        }
    }
}
