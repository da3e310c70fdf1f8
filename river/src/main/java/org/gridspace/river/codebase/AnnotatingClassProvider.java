package org.gridspace.river.codebase;

import net.jini.loader.pref.PreferredClassProvider;
import org.jspecify.annotations.Nullable;

/**
 * River's class provider with one addition: what an open {@link Codebase} serves is annotated with its URL, without the
 * property {@code java.rmi.server.codebase}, which is read once and for the whole process. Found by the service loader.
 */
public final class AnnotatingClassProvider extends PreferredClassProvider {
    @Override
    public @Nullable String getClassAnnotation(Class type) {
        return Codebase.of(type.getName()).orElseGet(() -> super.getClassAnnotation(type));
    }
}
