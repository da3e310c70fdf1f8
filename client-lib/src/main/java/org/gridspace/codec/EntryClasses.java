package org.gridspace.codec;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import net.jini.core.entry.UnusableEntryException;
import org.gridspace.entry.EntryType;

/**
 * The entry classes that a codec knows, and the search for those that it meets in packed entries. Keeps no class and no
 * loader from being unloaded. Thread-safe.
 */
final class EntryClasses {
    private final AllowList allowed;
    private final Map<String, WeakReference<Class<?>>> byName = new ConcurrentHashMap<>();
    private final Map<ClassLoader, Map<EntryType, WeakReference<EntryPlan>>> found =
            Collections.synchronizedMap(new WeakHashMap<>());
    private final ClassValue<EntryPlan> known = new ClassValue<>() {
        @Override
        protected EntryPlan computeValue(Class<?> type) {
            EntryPlan plan = EntryPlan.of(type);
            plan.trustedBy(allowed);
            byName.put(type.getName(), new WeakReference<>(type));
            return plan;
        }
    };

    EntryClasses(AllowList allowed) {
        this.allowed = allowed;
    }

    /**
     * The plan of a class that this program uses, whose code source is trusted from then on.
     *
     * @throws IllegalArgumentException if it breaks the rules for entries
     */
    EntryPlan planOf(Class<?> entryClass) {
        return known.get(entryClass);
    }

    /** The class of a packed entry: the thread's context loader is asked first, then the classes of this program. */
    EntryPlan find(EntryType type) throws UnusableEntryException {
        ClassLoader loader = Platform.contextLoader();
        Map<EntryType, WeakReference<EntryPlan>> cache = found.computeIfAbsent(loader, l -> new ConcurrentHashMap<>());
        WeakReference<EntryPlan> cached = cache.get(type);
        EntryPlan plan = cached == null ? null : cached.get();
        if (plan == null) {
            plan = search(type, loader);
            cache.put(type, new WeakReference<>(plan));
        }
        return plan;
    }

    private EntryPlan search(EntryType type, ClassLoader loader) throws UnusableEntryException {
        try {
            Class<?> visible = Platform.load(type.className(), loader);
            WeakReference<Class<?>> reference = byName.get(type.className());
            Class<?> used = reference == null ? null : reference.get();
            if (visible == null && used == null) {
                throw new UnusableEntryException(new ClassNotFoundException(type.className()));
            }
            // of a class that only others have used so far: being an entry class is all that it needs to be, but a
            // record may be
            // anybody's
            if (visible != null && visible.isRecord() && !allowed.permits(visible)) {
                throw new UnusableEntryException(AllowList.refusal(visible));
            }
            if (visible != null && EntryPlan.of(visible).type().equals(type)) {
                return EntryPlan.of(visible);
            }
            if (used != null && planOf(used).type().equals(type)) {
                return planOf(used);
            }
            throw new UnusableEntryException(new UnreadableValue(
                    "entry class " + type.className() + " has other public fields here than where it was written"));
        } catch (IllegalArgumentException | LinkageError e) {
            throw new UnusableEntryException(e);
        }
    }
}
