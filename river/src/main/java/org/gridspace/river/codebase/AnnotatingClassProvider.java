package org.gridspace.river.codebase;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jini.loader.pref.PreferredClassProvider;
import org.jspecify.annotations.Nullable;

/**
 * River's class provider with one addition: what an open {@link Codebase} serves is annotated with its URL, without the
 * property {@code java.rmi.server.codebase}, which is read once and for the whole process. A dynamic proxy is annotated as the first of
 * its interfaces that is served. Found by the service loader.
 */
public final class AnnotatingClassProvider extends PreferredClassProvider {
    @Override
    public @Nullable String getClassAnnotation(Class type) {
        Stream<Class<?>> served = Proxy.isProxyClass(type) ? Arrays.stream(type.getInterfaces()) : Stream.of(type);
        return served.flatMap(each -> Codebase.of(each.getName()).stream())
                .findFirst()
                .orElseGet(() -> super.getClassAnnotation(type));
    }
}
