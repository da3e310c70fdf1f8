package org.gridspace.benchmarks.peer;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;

/**
 * Main class that starts River's services directly: all on one class path, without service starter and security manager. Arguments:
 * class and configuration file of each, in turn. Needs nothing of ours.
 */
public final class FlatServices {
    /** A service that nothing refers to may be collected. */
    private static final List<Object> RUNNING = new ArrayList<>();

    private FlatServices() {}

    /** Returns when all of them have started. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Class<?> lifeCycle = Class.forName("com.sun.jini.start.LifeCycle");
        for (int i = 0; i < args.length; i += 2) {
            Constructor<?> constructor = Class.forName(args[i]).getDeclaredConstructor(String[].class, lifeCycle);
            constructor.setAccessible(true);
            RUNNING.add(constructor.newInstance(new String[] {args[i + 1]}, null));
        }
    }
}
