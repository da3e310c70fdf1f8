package org.gridspace.code;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * A class with its name, kind and supertypes but without any member. It stands in for a class of the grid's library:
 * code that mentions that one can be loaded, verified and looked at by reflection where the library isn't; only calling it
 * fails.
 */
final class HollowClass {
    private HollowClass() {}

    static byte[] of(byte[] classFile) {
        var writer = new ClassWriter(0);
        var hollowing = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public void visit(
                    int version,
                    int access,
                    String name,
                    @Nullable String signature,
                    @Nullable String superName,
                    String @Nullable [] interfaces) {
                writer.visit(version, access, name, null, superName, interfaces);
            }
        };
        new ClassReader(classFile)
                .accept(hollowing, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        writer.visitEnd();
        return writer.toByteArray();
    }
}
