package org.gridspace.worker.sandbox;

import java.lang.reflect.InvocationTargetException;
import org.gridspace.task.GridCallable;

/**
 * A task that calls a public static method by name. Not a lambda: reading one resolves every method of the class that it
 * was written in, and a test class's methods are not for the sandbox.
 */
public record Invoke(String className, String method) implements GridCallable<Object> {
    static byte[] task(Class<?> owner, String method) {
        return JobJar.serialized(new Invoke(owner.getName(), method));
    }

    @Override
    public Object call() throws Exception {
        try {
            return Class.forName(className).getMethod(method).invoke(null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }
}
