package org.gridspace.code;

import java.util.HashSet;
import java.util.Set;
import org.gridspace.code.ClassReferences.Member;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * A class of which only those members travel that travelling code names. It is for classes that are merely the home of
 * lambdas or nested classes: no object of them travels or is made by travelling code. Confined to one thread.
 */
final class ClassSkeleton {
    /** Makes lambdas of their serialized form; the JDK calls it in the class that made them. */
    private static final String DESERIALIZE = "$deserializeLambda$";

    private static final String DESERIALIZE_DESCRIPTOR = "(Ljava/lang/invoke/SerializedLambda;)Ljava/lang/Object;";
    private static final String INITIALIZER = "<clinit>";

    private final ClassFile file;
    private final Set<String> kept = new HashSet<>();

    ClassSkeleton(ClassFile file) {
        this.file = file;
    }

    ClassFile file() {
        return file;
    }

    /** Keeps what brings serialized lambdas back to life. */
    void keepLambdas() {
        kept.add(DESERIALIZE + DESERIALIZE_DESCRIPTOR);
    }

    /** Keeps a member, if the class declares it. Says whether that is news. */
    boolean keep(Member member) {
        return kept.add(member.name() + member.descriptor());
    }

    /** The class file without the other members. */
    byte[] bytes() {
        var writer = new ClassWriter(0);
        new ClassReader(file.bytes()).accept(new Pruning(writer), 0);
        return writer.toByteArray();
    }

    /** What the kept members name. The attributes that list all nested classes and the like don't count. */
    ClassReferences references() {
        var writer = new ClassWriter(0);
        new ClassReader(file.bytes()).accept(new Pruning(new WithoutLists(writer)), ClassReader.SKIP_DEBUG);
        return ClassReferences.of(writer.toByteArray());
    }

    private final class Pruning extends ClassVisitor {
        private boolean isInterface;

        Pruning(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            return kept.contains(name + descriptor)
                    ? super.visitField(access, name, descriptor, signature, value)
                    : null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean isContract = isInterface && (access & Opcodes.ACC_ABSTRACT) != 0;
            boolean initializes = name.equals(INITIALIZER) && !kept.isEmpty();
            return isContract || initializes || kept.contains(name + descriptor)
                    ? super.visitMethod(access, name, descriptor, signature, exceptions)
                    : null;
        }
    }

    private static final class WithoutLists extends ClassVisitor {
        private String own = "";

        WithoutLists(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            own = name;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public void visitInnerClass(String name, @Nullable String outer, @Nullable String inner, int access) {
            if (name.equals(own)) {
                super.visitInnerClass(name, outer, inner, access);
            }
        }

        @Override
        public void visitNestMember(String member) {
            // found when it's named
        }

        @Override
        public void visitPermittedSubclass(String subclass) {
            // found when it's named
        }

        @Override
        public @Nullable RecordComponentVisitor visitRecordComponent(
                String name, String descriptor, @Nullable String signature) {
            return null;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return null;
        }
    }
}
