package org.gridspace.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Plain Java serialization that also notes each class whose description enters the stream: the classes of the task and
 * of everything it holds, and, as a serialized lambda names its capturing class, the homes of its lambdas. The bytes are
 * those of an ordinary {@link ObjectOutputStream}. Confined to one thread.
 */
final class TaskStream extends ObjectOutputStream {
    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final Set<String> capturing = new HashSet<>();
    private final Set<Class<?>> instantiated = new HashSet<>();

    /**
     * @param bytes the serialized task
     * @param classes the classes in it, without arrays, primitives and generated proxies
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Written(byte[] bytes, TaskClasses classes) {}

    private TaskStream(ByteArrayOutputStream out) throws IOException {
        super(out);
        enableReplaceObject(true);
    }

    static Written write(Object task) throws IOException {
        var buffer = new ByteArrayOutputStream(1024);
        try (var stream = new TaskStream(buffer)) {
            stream.writeObject(task);
            stream.flush();
            return new Written(buffer.toByteArray(), stream.taskClasses());
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

    /** Replaces nothing; only looks at each object on its way. */
    @Override
    protected Object replaceObject(Object written) {
        if (written instanceof SerializedLambda lambda) {
            capturing.add(lambda.getCapturingClass().replace('/', '.'));
        } else {
            instantiated.add(written.getClass());
        }
        return written;
    }

    private TaskClasses taskClasses() {
        Set<Class<?>> needed = new LinkedHashSet<>();
        Set<Class<?>> homes = new LinkedHashSet<>();
        for (Class<?> described : classes) {
            if (!TravelRules.isExposed(described.getName().replace('.', '/'))) {
                (isHomeOnly(described) ? homes : needed).add(described);
            }
        }
        return new TaskClasses(needed, homes);
    }

    /**
     * Whether the class is in the stream only because its code made a lambda. A serializable one isn't taken for that: its
     * members decide the version number that the stream has for it, so none may be missing.
     */
    private boolean isHomeOnly(Class<?> described) {
        return capturing.contains(described.getName())
                && !Serializable.class.isAssignableFrom(described)
                && instantiated.stream().noneMatch(described::isAssignableFrom);
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
