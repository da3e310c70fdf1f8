package org.gridspace.code;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The classes that one class file names, by internal name ({@code java/util/List}).
 *
 * <p>The constant pool has all that code can link to: classes of instructions, of nest and record and sealed attributes,
 * of enclosing and enclosed classes; descriptors of the fields and methods used; the arguments of bootstrap methods.
 * Descriptors of declared members stand in it as plain text and are read from the members. What only annotations,
 * generic signatures and debug tables name isn't followed: the JVM runs without.
 *
 * @param name of the class itself
 * @param major class file version, 61 for Java 17
 * @param supertypes superclass and interfaces, without which the class can't be loaded
 * @param others everything else it names, in a stable order
 */
record ClassReferences(String name, int major, Set<String> supertypes, Set<String> others) {
    private static final int CONSTANT_CLASS = 7;
    private static final int CONSTANT_NAME_AND_TYPE = 12;
    private static final int CONSTANT_METHOD_TYPE = 16;
    private static final int MAJOR_OFFSET = 6;

    /** @throws IllegalArgumentException for a class file that is newer than ASM or no class file */
    static ClassReferences of(byte[] classFile) {
        try {
            return read(new ClassReader(classFile));
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a class file", e);
        }
    }

    private static ClassReferences read(ClassReader reader) {
        Set<String> supertypes = new LinkedHashSet<>();
        if (reader.getSuperName() != null) {
            supertypes.add(reader.getSuperName());
        }
        supertypes.addAll(List.of(reader.getInterfaces()));
        Set<String> others = new LinkedHashSet<>();
        addConstants(reader, others);
        addMembers(reader, others);
        others.removeAll(supertypes);
        others.remove(reader.getClassName());
        return new ClassReferences(reader.getClassName(), reader.readUnsignedShort(MAJOR_OFFSET), supertypes, others);
    }

    private static void addConstants(ClassReader reader, Set<String> names) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item == 0) {
                continue; // the second half of a long or double
            }
            switch (reader.readByte(item - 1)) {
                case CONSTANT_CLASS -> addClass(reader.readUTF8(item, buffer), names);
                case CONSTANT_NAME_AND_TYPE -> addDescriptor(reader.readUTF8(item + 2, buffer), names);
                case CONSTANT_METHOD_TYPE -> addDescriptor(reader.readUTF8(item, buffer), names);
                default -> {
                    // names no class
                }
            }
        }
    }

    private static void addMembers(ClassReader reader, Set<String> names) {
        var members = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable FieldVisitor visitField(
                    int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
                addDescriptor(descriptor, names);
                return null;
            }

            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                addDescriptor(descriptor, names);
                return null;
            }
        };
        reader.accept(members, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    private static void addClass(@Nullable String name, Set<String> names) {
        if (name == null) {
            return;
        }
        if (name.startsWith("[")) {
            addDescriptor(name, names);
        } else {
            names.add(name);
        }
    }

    /** Adds each {@code Lname;} of a field or method descriptor. */
    static void addDescriptor(@Nullable String descriptor, Set<String> names) {
        if (descriptor == null) {
            return;
        }
        int at = 0;
        while (at < descriptor.length()) {
            if (descriptor.charAt(at) == 'L') {
                int end = descriptor.indexOf(';', at);
                names.add(descriptor.substring(at + 1, end));
                at = end;
            }
            at++;
        }
    }
}
