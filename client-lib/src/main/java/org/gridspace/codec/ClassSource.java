package org.gridspace.codec;

import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes that one read may name: found by the entry's loader or the thread's, if the allow-list has them. */
final class ClassSource {
    /** Deepest graph that Java serialization may build. */
    static final int MAX_SERIALIZED_DEPTH = 500;
    /**
     * Deepest collection in such a graph: elements shared over and over make the cost of hash codes exponential in the
     * depth of collections.
     */
    static final int MAX_SERIALIZED_COLLECTION_DEPTH = 20;

    private final AllowList allowed;
    private final List<ClassLoader> loaders = new ArrayList<>(2);

    ClassSource(AllowList allowed, @Nullable ClassLoader first, @Nullable ClassLoader second) {
        this.allowed = allowed;
        if (first != null) {
            loaders.add(first);
        }
        if (second != null && second != first) {
            loaders.add(second);
        }
    }

    /** The class of that binary name, not initialized. */
    Class<?> resolve(String name) throws UnreadableValue {
        Class<?> primitive = AllowList.primitive(name);
        if (primitive != null) {
            return primitive;
        }
        Class<?> type = load(name);
        allowed.require(type);
        return type;
    }

    private Class<?> load(String name) throws UnreadableValue {
        ClassNotFoundException missing = null;
        for (ClassLoader loader : loaders) {
            try {
                return Platform.privileged(() -> {
                    try {
                        return Class.forName(name, false, loader);
                    } catch (ClassNotFoundException e) {
                        throw new Missing(e);
                    }
                });
            } catch (Missing e) {
                missing = e.cause;
            }
        }
        throw new UnreadableValue(
                "class " + name + " isn't there", missing == null ? new ClassNotFoundException(name) : missing);
    }

    /** A filter for a stream of so many bytes. */
    ObjectInputFilter filter(int length) {
        ObjectInputFilter process = Platform.privileged(ObjectInputFilter.Config::getSerialFilter);
        return info -> {
            if (process != null && process.checkInput(info) == ObjectInputFilter.Status.REJECTED) {
                return ObjectInputFilter.Status.REJECTED;
            }
            return judge(info, length);
        };
    }

    private ObjectInputFilter.Status judge(ObjectInputFilter.FilterInfo info, int length) {
        if (info.depth() > MAX_SERIALIZED_DEPTH || info.arrayLength() > length || info.references() > length) {
            return ObjectInputFilter.Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return ObjectInputFilter.Status.UNDECIDED;
        }
        boolean collection = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        return allowed.permits(type) && !(collection && info.depth() > MAX_SERIALIZED_COLLECTION_DEPTH)
                ? ObjectInputFilter.Status.ALLOWED
                : ObjectInputFilter.Status.REJECTED;
    }

    private static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final ClassNotFoundException cause;

        Missing(ClassNotFoundException cause) {
            super(null, cause, false, false);
            this.cause = cause;
        }
    }
}
