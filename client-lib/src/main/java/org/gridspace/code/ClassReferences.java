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
 * What one class file names, by internal name ({@code java/util/List}).
 *
 * <p>The constant pool has all that code can link to: classes of instructions, of nest and record and sealed attributes,
 * of enclosing and enclosed classes; descriptors of the fields and methods used; the arguments of bootstrap methods.
 * Descriptors of declared members stand in it as plain text and are read from the members. What only annotations,
 * generic signatures and debug tables name isn't followed: the JVM runs without.
 *
 * @param name of the class itself
 * @param major class file version, 61 for Java 17
 * @param supertypes superclass and interfaces, without which the class can't be loaded
 * @param homes the classes that it is declared in, and the host of its nest
 * @param others every other class it names
 * @param members the fields and methods that its code uses, its own included
 */
record ClassReferences(
        String name, int major, Set<String> supertypes, Set<String> homes, Set<String> others, Set<Member> members) {
    private static final int CONSTANT_CLASS = 7;
    private static final int CONSTANT_FIELD = 9;
    private static final int CONSTANT_METHOD = 10;
    private static final int CONSTANT_INTERFACE_METHOD = 11;
    private static final int CONSTANT_NAME_AND_TYPE = 12;
    private static final int CONSTANT_METHOD_TYPE = 16;
    private static final int MAJOR_OFFSET = 6;

    /**
     * A field or method as code names it; the class that declares it may be a supertype of the owner.
     *
     * @param owner the class it's looked for in
     * @param name of the field or method
     * @param descriptor its type or parameters and result
     */
    record Member(String owner, String name, String descriptor) {
        boolean isConstructor() {
            return name.equals("<init>");
        }
    }

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
        var references = new ClassReferences(
                reader.getClassName(),
                reader.readUnsignedShort(MAJOR_OFFSET),
                supertypes,
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>());
        references.addConstants(reader);
        reader.accept(
                references.new Declarations(),
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        references.others.removeAll(supertypes);
        references.others.removeAll(references.homes);
        references.others.remove(reader.getClassName());
        return references;
    }

    private void addConstants(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item == 0) {
                continue; // the second half of a long or double
            }
            switch (reader.readByte(item - 1)) {
                case CONSTANT_CLASS -> addClass(reader.readUTF8(item, buffer));
                case CONSTANT_NAME_AND_TYPE -> addDescriptor(reader.readUTF8(item + 2, buffer));
                case CONSTANT_METHOD_TYPE -> addDescriptor(reader.readUTF8(item, buffer));
                case CONSTANT_FIELD, CONSTANT_METHOD, CONSTANT_INTERFACE_METHOD -> {
                    int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
                    members.add(new Member(
                            reader.readClass(item, buffer),
                            reader.readUTF8(nameAndType, buffer),
                            reader.readUTF8(nameAndType + 2, buffer)));
                }
                default -> {
                    // names no class
                }
            }
        }
    }

    private void addClass(String name) {
        if (name.startsWith("[")) {
            addDescriptor(name);
        } else {
            others.add(name);
        }
    }

    /** Adds each {@code Lname;} of a field or method descriptor. */
    private void addDescriptor(String descriptor) {
        int at = 0;
        while (at < descriptor.length()) {
            if (descriptor.charAt(at) == 'L') {
                int end = descriptor.indexOf(';', at);
                others.add(descriptor.substring(at + 1, end));
                at = end;
            }
            at++;
        }
    }

    /** Reads what the constant pool doesn't say. */
    private final class Declarations extends ClassVisitor {
        Declarations() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitNestHost(String host) {
            homes.add(host);
        }

        @Override
        public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
            homes.add(owner);
        }

        @Override
        public void visitInnerClass(String inner, @Nullable String outer, @Nullable String simple, int access) {
            if (inner.equals(name) && outer != null) {
                homes.add(outer);
            }
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
            addDescriptor(descriptor);
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            addDescriptor(descriptor);
            return null;
        }
    }
}
