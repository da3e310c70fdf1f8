package org.gridspace.codec;

import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes that one read may name: found by the entry's loader or the thread's, if the allow-list has them. */
final class ClassSource {
    private final AllowList allowed;
    private final @Nullable Class<?> entryClass;

    /**
     * A source for the fields of an entry.
     *
     * @param entryClass whose loader is asked first; {@code null} if there is none to ask
     */
    ClassSource(AllowList allowed, @Nullable Class<?> entryClass) {
        this.allowed = allowed;
        this.entryClass = entryClass;
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

    /**
     * The class of that name as a value, not initialized; also one that isn't allowed, as nothing is made of it: whoever gets it
     * knows that it's somebody else's choice.
     */
    Class<?> named(String name) throws UnreadableValue {
        Class<?> primitive = AllowList.primitive(name);
        return primitive == null ? load(name) : primitive;
    }

    private Class<?> load(String name) throws UnreadableValue {
        ClassLoader own = entryClass == null ? null : Platform.loader(entryClass);
        ClassLoader context = Platform.contextLoader();
        Class<?> type = own == null ? null : Platform.load(name, own);
        if (type == null && context != own) {
            type = Platform.load(name, context);
        }
        if (type == null) {
            throw UnreadableValue.thrown("class " + name + " isn't there", new ClassNotFoundException(name));
        }
        return type;
    }

    /** Whether objects of a class that Java serialization names may come into being. */
    boolean permits(Class<?> type) {
        return allowed.permits(type);
    }

    /** The proxy class of interfaces that have been resolved here. */
    @SuppressWarnings("deprecation") // which warns of its use with modules; there is no other way to a proxy's class
    Class<?> proxyClass(List<Class<?>> interfaces) {
        ClassLoader loader = entryClass == null ? null : Platform.loader(entryClass);
        for (Class<?> type : interfaces) {
            if (!Platform.isPlatform(type)) {
                loader = Platform.loader(type);
            }
        }
        return Proxy.getProxyClass(loader, interfaces.toArray(Class<?>[]::new));
    }
}
