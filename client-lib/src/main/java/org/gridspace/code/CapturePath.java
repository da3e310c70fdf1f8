package org.gridspace.code;

import java.io.Externalizable;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says where in a task the object is that serialization stumbled over. Serialization itself only names its class; this
 * walks the task's objects in the same order, as far as reflection reaches, until it meets one of that class. Only used
 * when a task is refused, so it may be slow. Confined to one thread.
 */
final class CapturePath {
    private final String culprit;
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Step> pending = new ArrayDeque<>();

    /**
     * One hop of the walk.
     *
     * @param from the hop before, null at the task itself
     * @param value where it leads
     * @param holder what the holder is called in a sentence, such as "field `db` of com.acme.Job holds"
     * @param label what it adds to a path, such as ".db"
     */
    private record Step(@Nullable Step from, Object value, String holder, String label) {
        int depth() {
            return from == null ? 0 : from.depth() + 1;
        }

        String path() {
            return from == null ? label : from.path() + label;
        }
    }

    private CapturePath(String culprit) {
        this.culprit = culprit;
    }

    /**
     * A sentence for the user.
     *
     * @param task what was to be serialized
     * @param culprit the name of the class that isn't serializable
     */
    static String explain(Object task, String culprit) {
        String beginning = nameOf(task) + " can't travel: ";
        if (!(task instanceof Serializable)) {
            return beginning + "it isn't serializable; a GridCallable or GridRunnable is";
        }
        Step found = new CapturePath(culprit).find(task);
        if (found == null) {
            return beginning + "it holds a " + culprit + ", which isn't serializable";
        }
        String where = found.depth() > 1 ? " (" + found.path() + ")" : "";
        return beginning + found.holder() + " " + describe(found.value()) + ", which isn't serializable" + where;
    }

    /** What to call a task in a message. */
    static String nameOf(Object task) {
        if (task.getClass().isHidden()) {
            return replacement(task) instanceof SerializedLambda lambda ? "the task, " + nameOf(lambda) + "," : "task";
        }
        return "task " + task.getClass().getName();
    }

    private @Nullable Step find(Object task) {
        pending.push(new Step(null, task, "", "task"));
        while (!pending.isEmpty()) {
            Step step = pending.pop();
            Object value = replacement(step.value());
            if (!visited.add(value)) {
                continue;
            }
            if (!(value instanceof Serializable) && value.getClass().getName().equals(culprit)) {
                return step;
            }
            List<Step> next = new ArrayList<>();
            addChildren(step, value, next);
            Collections.reverse(next);
            next.forEach(pending::push);
        }
        return null;
    }

    private static void addChildren(Step step, Object value, List<Step> next) {
        if (value instanceof SerializedLambda lambda) {
            addCaptured(step, lambda, next);
        } else if (value instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                add(step, array[i], "element " + i + " of an array is", "[" + i + "]", next);
            }
        } else if (value instanceof Serializable && !(value instanceof Externalizable)) {
            addFields(step, value, next);
            addElements(step, value, next);
        }
    }

    private static void addCaptured(Step step, SerializedLambda lambda, List<Step> next) {
        boolean isBound = lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic;
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            String what = "captured argument " + (i + 1) + " of ";
            String label = ".argument" + (i + 1);
            if (isBound && i == 0) {
                what = isReference(lambda) ? "the receiver of " : "`this`, captured by ";
                label = isReference(lambda) ? ".receiver" : ".this";
            }
            add(step, lambda.getCapturedArg(i), what + nameOf(lambda) + ", is", label, next);
        }
    }

    private static void addFields(Step step, Object value, List<Step> next) {
        List<Class<?>> hierarchy = new ArrayList<>();
        for (Class<?> c = value.getClass(); c != null; c = c.getSuperclass()) {
            hierarchy.add(0, c);
        }
        for (Class<?> owner : hierarchy) {
            ObjectStreamClass described = ObjectStreamClass.lookup(owner);
            if (described != null) {
                for (ObjectStreamField field : described.getFields()) {
                    addField(step, value, owner, field, next);
                }
            }
        }
    }

    private static void addField(
            Step step, Object value, Class<?> owner, ObjectStreamField described, List<Step> next) {
        if (described.isPrimitive()) {
            return;
        }
        try {
            String name = described.getName();
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            String holder;
            if (name.startsWith("this$")) {
                holder = "the instance that encloses " + owner.getName() + " is";
            } else if (name.startsWith("val$")) {
                holder = "variable `" + name.substring(4) + "`, captured by " + owner.getName() + ", is";
            } else {
                holder = "field `" + name + "` of " + owner.getName() + " holds";
            }
            add(step, field.get(value), holder, "." + name, next);
        } catch (NoSuchFieldException | IllegalAccessException | InaccessibleObjectException e) {
            // a serial field without a real one, or inside the JDK: addElements knows the common cases
        }
    }

    private static void addElements(Step step, Object value, List<Step> next) {
        String type = value.getClass().getName();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, held) -> {
                add(step, key, "a key of a " + type + " is", ".key", next);
                add(step, held, "a value of a " + type + " is", "[" + brief(key) + "]", next);
            });
        } else if (value instanceof Collection<?> collection) {
            int i = 0;
            for (Object element : collection) {
                add(step, element, "element " + i + " of a " + type + " is", "[" + i + "]", next);
                i++;
            }
        }
    }

    private static void add(Step from, @Nullable Object value, String holder, String label, List<Step> next) {
        if (value != null && !(value instanceof String) && !(value instanceof Class) && !(value instanceof Enum)) {
            next.add(new Step(from, value, holder, label));
        }
    }

    private static String brief(@Nullable Object key) {
        return key instanceof String || key instanceof Number ? key.toString() : "…";
    }

    /** What serialization writes in the object's place, as far as its class lets us ask. */
    private static Object replacement(Object value) {
        for (Class<?> c = value.getClass(); c != null; c = c.getSuperclass()) {
            try {
                Method writeReplace = c.getDeclaredMethod("writeReplace");
                writeReplace.setAccessible(true);
                Object replaced = writeReplace.invoke(value);
                return replaced == null ? value : replaced;
            } catch (NoSuchMethodException e) {
                // perhaps a superclass has it
            } catch (ReflectiveOperationException | InaccessibleObjectException e) {
                return value;
            }
        }
        return value;
    }

    private static String nameOf(SerializedLambda lambda) {
        String home = lambda.getCapturingClass().replace('/', '.');
        String method = lambda.getImplMethodName();
        if (isReference(lambda)) {
            return "the method reference " + lambda.getImplClass().replace('/', '.') + "::" + method;
        }
        String[] parts = method.split("\\$"); // lambda$enclosingMethod$hash$number
        return "the lambda in " + home + (parts.length > 2 ? "." + parts[1] : "");
    }

    private static boolean isReference(SerializedLambda lambda) {
        return !lambda.getImplMethodName().startsWith("lambda$");
    }

    private static String describe(Object value) {
        Class<?> type = value.getClass();
        if (type.isHidden() && type.getName().contains("$$Lambda")) {
            String home = type.getName().substring(0, type.getName().indexOf("$$Lambda"));
            return "a lambda of " + home;
        }
        return "a " + type.getName();
    }
}
