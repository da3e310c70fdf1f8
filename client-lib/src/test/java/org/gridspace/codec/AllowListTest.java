package org.gridspace.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.BadAttributeValueExpException;
import net.jini.constraint.BasicMethodConstraints;
import net.jini.core.constraint.InvocationConstraints;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.lookup.ServiceID;
import net.jini.lookup.entry.Name;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.entry.PackedFields;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Only allowed classes come into being, and no other one runs a line of code. */
class AllowListTest {
    private static final String TRAP = "trap.Trap";
    private static final String SPRUNG = "gridspace.test.trap";

    @TempDir
    Path elsewhere;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final EntryCodec codec = new EntryCodec();

    @AfterEach
    void tearDown() {
        Thread.currentThread().setContextClassLoader(before);
        System.clearProperty(SPRUNG);
        System.clearProperty(AllowList.PROPERTY);
    }

    /** A serializable class in another directory than the entry class; its static initializer leaves a trace. */
    private Class<?> trap(String... interfaces) throws Exception {
        var writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        String name = TRAP.replace('.', '/');
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", interfaces);
        MethodVisitor initializer = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        initializer.visitLdcInsn(SPRUNG);
        initializer.visitLdcInsn("sprung");
        initializer.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "java/lang/System",
                "setProperty",
                "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;",
                false);
        initializer.visitInsn(Opcodes.POP);
        initializer.visitInsn(Opcodes.RETURN);
        initializer.visitMaxs(0, 0);
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        Path file = elsewhere.resolve(name + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, writer.toByteArray());
        var loader = new URLClassLoader(new URL[] {elsewhere.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
        return Class.forName(TRAP, false, loader);
    }

    private static byte[] asObject(String className) {
        byte[] name = className.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[name.length + 4];
        bytes[0] = Tag.OBJECT;
        System.arraycopy(name, 0, bytes, 2, name.length);
        return bytes; // tag, new name, name, end, no fields
    }

    private static byte[] asSerialized(Object value) throws IOException {
        var stream = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(stream)) {
            out.writeObject(value);
        }
        var writer = new ValueWriter(ClassForms::of);
        writer.writeByte(Tag.SERIALIZED);
        writer.writeVarInt(stream.size(), true);
        writer.writeBytes(stream.toByteArray());
        return writer.toBytes();
    }

    private void refused(byte[] encoded, String className) {
        assertThatThrownBy(() -> Holder.decode(codec, encoded))
                .isInstanceOfSatisfying(UnusableEntryException.class, e -> {
                    assertThat(e.unusableFields).containsExactly("value");
                    assertThat(e.nestedExceptions[0])
                            .isInstanceOf(UnreadableValue.class)
                            .hasMessageContaining(className)
                            .hasMessageContaining("-D" + AllowList.PROPERTY);
                });
    }

    @Test
    void decode_classFromElsewhere_isRefusedBeforeItIsInitialized() throws Exception {
        trap("java/io/Serializable");

        refused(asObject(TRAP), TRAP);

        assertThat(System.getProperty(SPRUNG)).isNull();
    }

    @Test
    void decode_serializedClassFromElsewhere_isRefused() throws Exception {
        Object trapped = trap("java/io/Serializable").getConstructor().newInstance();
        byte[] encoded = asSerialized(trapped);
        System.clearProperty(SPRUNG);

        refused(encoded, TRAP);
        refused(asSerialized(new ArrayList<>(List.of(trapped))), TRAP);
    }

    @Test
    void decode_classNamedByTheProperty_isMade() throws Exception {
        Class<?> trap = trap("java/io/Serializable");
        for (String pattern : List.of(TRAP, "other.X, trap.**")) {
            System.setProperty(AllowList.PROPERTY, pattern);

            assertThat(Holder.decode(new EntryCodec(), asObject(TRAP))).isInstanceOf(trap);
        }
        System.setProperty(AllowList.PROPERTY, "tra.**,trap.Tra");
        assertThatThrownBy(() -> Holder.decode(new EntryCodec(), asObject(TRAP)))
                .isInstanceOf(UnusableEntryException.class);
    }

    @Test
    void decode_classThatIsNotSerializable_isRefusedThoughItsSourceIsAllowed() {
        byte[] encoded = asObject(Samples.Unstored.class.getName());

        assertThatThrownBy(() -> Holder.decode(codec, encoded)).isInstanceOf(UnusableEntryException.class);
    }

    @Test
    void decode_ownInternalClass_isRefused() throws Exception {
        refused(asObject("org.gridspace.codec.ValueWriter"), "org.gridspace.codec.ValueWriter");
        refused(asSerialized(new Unwritable("x")), "org.gridspace.codec.Unwritable");
    }

    @Test
    void decode_jinisClasses_areMadeWhereTheyAreValues() throws Exception {
        codec.typeOf(Name.class); // trusts the jar, but not all that is Jini's in it
        var id = new ServiceID(1, 2);

        assertThat(Holder.decode(codec, Holder.encode(codec, id))).isEqualTo(id);
        refused(
                asSerialized(new BasicMethodConstraints(InvocationConstraints.EMPTY)),
                BasicMethodConstraints.class.getName());
    }

    @Test
    void decode_gadgets_areRefused() throws Exception {
        // hash code of a URL: a look-up of its host's name
        var urls = new HashMap<URL, String>();
        URL url = URI.create("http://gridspace.invalid/").toURL();
        urls.put(url, "");
        refused(asSerialized(urls), "java.net.URL");
        // readObject calls toString of what it holds
        refused(asSerialized(new BadAttributeValueExpException("x")), "javax.management.BadAttributeValueExpException");
        // a proxy of an allowed interface with a handler that isn't
        Object proxy = Proxy.newProxyInstance(
                before,
                new Class<?>[] {Comparable.class},
                new ForeignHandler(new java.beans.PropertyChangeSupport("x")));
        refused(asSerialized(proxy), "java.beans.PropertyChangeSupport");
    }

    /** As gadget chains use them, a handler that holds something to call. */
    record ForeignHandler(Object target) implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return 0;
        }
    }

    /** "SerialDOS": sets that contain each other's elements; hash codes cost two to the power of the depth. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void decode_setsWhoseHashCodesExplode_areRefused() throws Exception {
        Set<Object> root = new HashSet<>();
        Set<Object> left = root;
        Set<Object> right = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Set<Object> nextLeft = new HashSet<>();
            Set<Object> nextRight = new HashSet<>();
            nextLeft.add("this one differs");
            left.add(nextLeft);
            left.add(nextRight);
            right.add(nextLeft);
            right.add(nextRight);
            left = nextLeft;
            right = nextRight;
        }
        byte[] encoded = asSerialized(root);

        assertThatThrownBy(() -> Holder.decode(codec, encoded)).isInstanceOf(UnusableEntryException.class);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void decode_listOfEndlessCopies_isRefused() throws Exception {
        byte[] encoded = asSerialized(Collections.nCopies(Integer.MAX_VALUE, "x"));

        assertThatThrownBy(() -> Holder.decode(codec, encoded)).isInstanceOf(UnusableEntryException.class);
    }

    @Test
    void decode_hugeArrayInAShortStream_isRefusedBeforeItIsAllocated() throws Exception {
        byte[] encoded = asSerialized(new Object[] {new long[0]});
        int length = encoded.length;
        // the length of the inner array is the last thing but nothing
        encoded[length - 4] = 0x7f;

        assertThatThrownBy(() -> Holder.decode(codec, encoded))
                .isInstanceOfSatisfying(
                        UnusableEntryException.class,
                        e -> assertThat(e.nestedExceptions[0]).hasMessageContaining("more elements"));
    }

    @Test
    void unpack_classOfTheName_thatIsNoEntry_isNotInitialized() throws Exception {
        trap("java/io/Serializable");

        assertThatThrownBy(() -> codec.unpack(packed(TRAP, "java.lang.Object")))
                .isInstanceOfSatisfying(UnusableEntryException.class, e -> {
                    assertThat(e.partialEntry).isNull();
                    assertThat(e.nestedExceptions).hasSize(1);
                });
        assertThat(System.getProperty(SPRUNG)).isNull();
    }

    @Test
    void unpack_entryClassThatThisProgramHasNotUsed_needsNoPermission() throws Exception {
        trap("net/jini/core/entry/Entry");

        Entry entry = codec.unpack(packed(TRAP));

        assertThat(entry.getClass().getName()).isEqualTo(TRAP);
    }

    @Test
    void unpack_classWithOtherFieldsHere_isUnusableAsAWhole() throws Exception {
        trap("net/jini/core/entry/Entry");

        assertThatThrownBy(() -> codec.unpack(packed(TRAP, "java.lang.String")))
                .isInstanceOfSatisfying(UnusableEntryException.class, e -> {
                    assertThat(e.partialEntry).isNull();
                    assertThat(e.unusableFields).isNull();
                    assertThat(e.nestedExceptions[0]).hasMessageContaining(TRAP);
                });
    }

    @Test
    void typeOf_entryClassInAnotherDirectory_allowsItsNeighbours() throws Exception {
        Class<?> trap = trap("net/jini/core/entry/Entry");
        refused(asObject(TRAP), TRAP);

        codec.typeOf(trap.asSubclass(Entry.class));

        assertThat(Holder.decode(codec, asObject(TRAP))).isInstanceOf(trap);
    }

    @Test
    void unpack_valueOfAnotherTypeThanTheField_isUnusable() throws Exception {
        var type = codec.typeOf(EntryCodecTest.Base.class);
        byte[][] values = new byte[3][];
        values[1] = Holder.encode(codec, "no integer");
        values[2] = Holder.encode(codec, "a name");

        assertThatThrownBy(() -> codec.unpack(new PackedEntry(type, PackedFields.pack(values))))
                .isInstanceOfSatisfying(UnusableEntryException.class, e -> {
                    assertThat(e.unusableFields).containsExactly("count");
                    assertThat(((EntryCodecTest.Base) e.partialEntry).name).isEqualTo("a name");
                });
    }

    private static PackedEntry packed(String className, String... fieldTypes) {
        var fields = new ArrayList<EntryType.Field>();
        for (String fieldType : fieldTypes) {
            fields.add(new EntryType.Field("field" + fields.size(), fieldType));
        }
        var type = new EntryType(List.of(new EntryType.Level(className, fields)));
        return new PackedEntry(type, new byte[fieldTypes.length]);
    }

    @Test
    void decode_laterVersion_saysSo() {
        byte[] encoded = {(byte) 0x81, 1};

        assertThatThrownBy(() -> Holder.decode(codec, encoded))
                .isInstanceOfSatisfying(
                        UnusableEntryException.class,
                        e -> assertThat(e.nestedExceptions[0]).hasMessageContaining("later version"));
    }

    @Test
    void decode_mapOfAllowedClasses_isMade() throws Exception {
        assertThat(Holder.decode(codec, asSerialized(new HashMap<>(Map.of("a", List.of(1))))))
                .isEqualTo(Map.of("a", List.of(1)));
    }
}
