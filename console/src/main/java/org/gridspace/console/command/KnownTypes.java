package org.gridspace.console.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gridspace.client.SpaceClient;
import org.gridspace.client.TypeCount;
import org.gridspace.codec.ValueText;
import org.gridspace.entry.EntryType;

/**
 * The entry classes that a space knows, superclasses included: the types that templates and entries given on the command
 * line can have. Immutable.
 */
final class KnownTypes {
    private static final Set<String> PRIMITIVE =
            Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double");

    private static final long ASK_AGAIN_MILLIS = 50;

    private final Set<EntryType> types = new LinkedHashSet<>();

    /** The types of a census and all their supertypes. */
    KnownTypes(List<TypeCount> census) {
        types.add(EntryType.ANY);
        for (TypeCount count : census) {
            List<EntryType.Level> levels = count.type().levels();
            for (int depth = 1; depth <= levels.size(); depth++) {
                types.add(new EntryType(levels.subList(0, depth)));
            }
        }
    }

    /**
     * Asks {@code client} until it knows a class called {@code className}.
     *
     * @return empty if it doesn't within {@code timeoutMillis}
     */
    static Optional<KnownTypes> awaitNamed(SpaceClient client, String className, long timeoutMillis) throws Exception {
        long start = System.nanoTime();
        var known = new KnownTypes(Answer.of(client.census()));
        while (known.named(className).isEmpty()) {
            long left = timeoutMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (left <= 0) {
                return Optional.empty();
            }
            long pause = Math.min(left, ASK_AGAIN_MILLIS);
            known = CompletableFuture.supplyAsync(
                            client::census, CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS))
                    .thenCompose(census -> census)
                    .thenApply(KnownTypes::new)
                    .get();
        }
        return Optional.of(known);
    }

    /** Those called {@code className}; more than one if classes of one name and different fields are in the space. */
    List<EntryType> named(String className) {
        return types.stream().filter(type -> type.className().equals(className)).toList();
    }

    /**
     * The type called {@code className} that has all {@code fields}.
     *
     * @throws org.gridspace.console.outcome.CommandFailed with 2 if there are only others
     */
    EntryType withFields(String className, List<FieldText> fields) {
        List<EntryType> candidates = named(className);
        var complaints = new ArrayList<String>();
        for (EntryType type : candidates) {
            String complaint = complaint(type, fields);
            if (complaint.isEmpty()) {
                return type;
            }
            complaints.add(complaint);
        }
        throw Misuse.of(String.join("; ", complaints));
    }

    /**
     * Checks that an entry of a type has all that it can't be without: a record's fields of primitive types.
     *
     * @throws org.gridspace.console.outcome.CommandFailed with 2 if it lacks one
     */
    static void requireComplete(EntryType type, List<FieldText> fields) {
        for (EntryType.Field field : type.fields()) {
            if (PRIMITIVE.contains(field.typeName())
                    && fields.stream().noneMatch(given -> given.name().equals(field.name()))) {
                throw Misuse.of("field '" + field.name() + "' of " + type.className() + " can't be null: it is of type "
                        + field.typeName());
            }
        }
    }

    private static String complaint(EntryType type, List<FieldText> fields) {
        List<EntryType.Field> declared = type.fields();
        for (FieldText field : fields) {
            int position = field.positionIn(type);
            if (position < 0) {
                String names = declared.stream().map(EntryType.Field::name).collect(Collectors.joining(", "));
                return type.className() + " has no field '" + field.name() + "'"
                        + (names.isEmpty() ? "; it has none at all" : "; it has " + names);
            }
            String typeName = declared.get(position).typeName();
            Optional<String> held = ValueText.className(typeName); // Integer for the int of a record
            if (held.isPresent() && !held.get().equals(field.className())) {
                return "field '" + field.name() + "' of " + type.className() + " is of type " + typeName
                        + ", and no value of " + field.typeName() + " is one";
            }
        }
        return "";
    }
}
