package org.gridspace.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import net.jini.core.entry.Entry;
import net.jini.space.JavaSpace;
import org.gridspace.code.fixture.Fixtures;
import org.gridspace.code.fixture.Fixtures.Anything;
import org.gridspace.code.fixture.Fixtures.Circle;
import org.gridspace.code.fixture.Fixtures.Holder;
import org.gridspace.code.fixture.Fixtures.Operator;
import org.gridspace.code.fixture.Fixtures.Point;
import org.gridspace.code.fixture.Fixtures.Square;
import org.gridspace.code.fixture.Master;
import org.gridspace.code.fixture.WindowMaster;
import org.gridspace.task.GridCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class CodeCollectorTest {
    private static final String FIXTURES = "org/gridspace/code/fixture/Fixtures";
    private static final ObjectInputFilter ANY = info -> ObjectInputFilter.Status.UNDECIDED;

    private final CodeCollector collector = new CodeCollector();

    @TempDir
    Path folder;

    static List<Arguments> tasks() {
        return List.of(
                Arguments.of(Fixtures.lambda(21), "42"),
                Arguments.of(Fixtures.lambdaInLambda(1), "7"),
                Arguments.of(Fixtures.reference(), "42"),
                Arguments.of(new Fixtures.Bridged(), "bridged"),
                Arguments.of(new Fixtures.Outer(), "outer,outer0"),
                Arguments.of(Fixtures.patterns(new Circle(3)), "a circleCircle[radius=3]"),
                Arguments.of(Fixtures.patterns(new Square(3)), "a square3"),
                Arguments.of(Fixtures.capturing(new Point(1, new Square(2))), "Point[x=1, shape=Square[side=2]]"),
                Arguments.of(Fixtures.capturing(new Operator[] {Operator.NEXT}[0]), "NEXT"),
                Arguments.of(Fixtures.capturing(List.of(new Circle(1))), "[Circle[radius=1]]"),
                Arguments.of(Fixtures.capturing(Circle.class), "class " + Circle.class.getName()),
                Arguments.of((GridCallable<Integer>) () -> new TreeMap<>(Map.of(1, 2)).lastKey(), "1"),
                Arguments.of(WindowMaster.lambda(1), "8"),
                Arguments.of(WindowMaster.nested(1), "14"),
                Arguments.of(WindowMaster.anonymous(1), "16"),
                Arguments.of(WindowMaster.MadeHome.lambda(3), "3"),
                Arguments.of(WindowMaster.Face.lambda(), "2"),
                Arguments.of(WindowMaster.SerializableHome.lambda(), "5"),
                Arguments.of(new WindowMaster.Single(), "9"));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void collect_anyShapeOfTask_runsWithNothingButTheJar(GridCallable<?> task, String expected) throws Exception {
        assertThat(String.valueOf(runElsewhere(task, Map.of()))).isEqualTo(expected);
    }

    @Test
    void collect_proxyInTask_bringsItsInterfacesAndHandler() throws Exception {
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Anything.class, Serializable.class}, new Seven());

        assertThat(runElsewhere(new Holder(proxy), Map.of())).isEqualTo(7);
    }

    private static final class Seven implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return 7;
        }
    }

    @Test
    void collect_resources_areFoundByTheirName() throws Exception {
        byte[] text = "hello".getBytes(StandardCharsets.UTF_8);

        assertThat(runElsewhere(new Fixtures.Resourceful(), Map.of("data/text.txt", text)))
                .isEqualTo("hello");
    }

    @Test
    void collect_anyTask_bringsNothingThatTheSandboxHas() throws Exception {
        Map<String, byte[]> files = unpack(collector.collect(Fixtures.lambda(1), Map.of()));

        assertThat(files.keySet())
                .contains(FIXTURES + ".class", FIXTURES + "$Operator$1.class", FIXTURES + "$Constants.class")
                .noneMatch(name -> name.startsWith("java/") || name.startsWith("org/gridspace/task/"));
    }

    @Test
    void collect_lambdaInMaster_bringsOnlyWhatItNames() throws Exception {
        Map<String, byte[]> files = unpack(collector.collect(Master.task(5), Map.of()));

        assertThat(files).containsOnlyKeys("org/gridspace/code/fixture/Master.class");
        assertThat(membersOf(files.get("org/gridspace/code/fixture/Master.class")))
                .contains("square", "$deserializeLambda$")
                .doesNotContain("library", "<init>");
    }

    @Test
    void collect_lambdaInThisTest_doesNotBringTheTestLibraries() throws Exception {
        GridCallable<Integer> task = () -> 1;

        assertThat(unpack(collector.collect(task, Map.of())))
                .containsOnlyKeys("org/gridspace/code/CodeCollectorTest.class");
    }

    @Test
    void collect_nestedTask_bringsItsHomesMembersThatItNames() throws Exception {
        Map<String, byte[]> files = unpack(collector.collect(WindowMaster.nested(1), Map.of()));

        String master = "org/gridspace/code/fixture/WindowMaster";
        assertThat(files).containsOnlyKeys(master + ".class", master + "$Nested.class", master + "$Offsets.class");
        assertThat(membersOf(files.get(master + ".class"))).containsExactlyInAnyOrder("plusOffset", "<clinit>");
    }

    @Test
    void collect_lambdaThatMakesItsHome_bringsTheHomeWhole() throws Exception {
        Map<String, byte[]> files = unpack(collector.collect(WindowMaster.MadeHome.lambda(1), Map.of()));

        assertThat(membersOf(files.get("org/gridspace/code/fixture/WindowMaster$MadeHome.class")))
                .contains("unused", "<init>", "lambda");
        assertThat(membersOf(files.get("org/gridspace/code/fixture/WindowMaster.class")))
                .isEmpty();
    }

    @Test
    void collect_taskThatNamesTheLibrary_bringsHollowClassesForIt() throws Exception {
        Map<String, byte[]> files = unpack(collector.collect(new WindowMaster.Single(), Map.of()));

        assertThat(membersOf(files.get("org/gridspace/code/CodeCollector.class")))
                .isEmpty();
        assertThat(new ClassReader(files.get("org/gridspace/failure/GridUnavailable.class")).getSuperName())
                .isEqualTo("org/gridspace/failure/GridException");
    }

    private static Set<String> membersOf(byte[] classFile) {
        Set<String> members = new TreeSet<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                members.add(name);
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE);
        return members;
    }

    @Test
    void collect_taskThatIsAnEntry_bringsTheInterfaceThatItImplements() throws Exception {
        var task = new Holder(new Reading());

        Map<String, byte[]> files = unpack(collector.collect(task, Map.of()));

        assertThat(files.keySet()).contains("net/jini/core/entry/Entry.class");
        assertThat(runElsewhere(task, Map.of())).isEqualTo(0);
    }

    /** An entry. */
    public static final class Reading implements Entry {
        private static final long serialVersionUID = 1;
    }

    @Test
    void collect_libraryObjectInTask_isRefused() {
        assertThatThrownBy(() -> collector.collect(Fixtures.capturing(JavaSpace.class), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the task holds a net.jini.space.JavaSpace, which belongs to the grid's library and stays "
                        + "with the master");
    }

    @Test
    void collect_sameTaskTwice_givesTheSameJarFromMemory() {
        CodeJar first = collector.collect(Fixtures.lambda(1), Map.of());

        assertThat(collector.collect(Fixtures.lambda(2), Map.of())).isSameAs(first);
    }

    @Test
    void collect_otherResources_givesAnotherJar() {
        CodeJar first = collector.collect(Fixtures.lambda(1), Map.of("a", new byte[] {1}));

        CodeJar second = collector.collect(Fixtures.lambda(1), Map.of("a", new byte[] {2}));

        assertThat(second.sha256()).isNotEqualTo(first.sha256());
    }

    @Test
    void collect_orderOfResources_doesNotMatter() {
        byte[] a = {1};
        byte[] b = {2};
        Map<String, byte[]> forward = new java.util.LinkedHashMap<>();
        forward.put("a", a);
        forward.put("b", b);

        CodeJar first = new CodeCollector().collect(Fixtures.lambda(1), forward);
        CodeJar second = new CodeCollector().collect(Fixtures.lambda(1), new TreeMap<>(forward).descendingMap());

        assertThat(second.bytes()).isEqualTo(first.bytes());
    }

    @Test
    void collect_inAnotherJvm_givesTheSameBytes() throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.timezone=Pacific/Auckland",
                        "-cp",
                        classPath,
                        PrintHash.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        String hash = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(other.waitFor()).isZero();
        assertThat(hash).isEqualTo(PrintHash.hash());
    }

    /** Prints the hash of a jar. */
    public static final class PrintHash {
        private PrintHash() {}

        static String hash() {
            return new CodeCollector()
                    .collect(Fixtures.lambdaInLambda(1), Map.of("r", new byte[] {1, 2, 3}))
                    .sha256();
        }

        public static void main(String[] arguments) {
            new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true).println(hash());
        }
    }

    @Test
    void collect_moreThanTheLimit_isRefused() {
        assertThatThrownBy(() -> new CodeCollector(1000).collect(Fixtures.lambda(1), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the task's classes are larger than 1000 bytes (");
        assertThatThrownBy(() -> new CodeCollector(1000).collect(Fixtures.lambda(1), Map.of("big", new byte[1001])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the task's resources are larger than 1000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\\b", "a/B.class"})
    void collect_badResourceName_isRefused(String name) {
        assertThatThrownBy(() -> collector.collect(Fixtures.lambda(1), Map.of(name, new byte[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + name + "\"");
    }

    @Test
    void collect_missingOptionalClass_isLeftOut() throws Exception {
        Path classes = compile(Map.of("acme/Job.java", """
                        package acme;
                        public class Job implements org.gridspace.task.GridCallable<String> {
                          public String call() { return System.nanoTime() == 0 ? new Gone().toString() : "done"; }
                        }
                        """, "acme/Gone.java", "package acme; public class Gone {}"));
        Files.delete(classes.resolve("acme/Gone.class"));
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Object job = loader.loadClass("acme.Job").getConstructor().newInstance();

            assertThat(unpack(collector.collect(job, Map.of())).keySet()).containsExactly("acme/Job.class");
            assertThat(runElsewhere(job, Map.of())).isEqualTo("done");
        }
    }

    @Test
    void collect_classesInJarOfAnotherLoader_areFoundThroughIt() throws Exception {
        Path classes = compile(Map.of(
                "acme/Job.java",
                """
                package acme;
                public class Job implements org.gridspace.task.GridCallable<String> {
                  public String call() { return Part.text(); }
                }
                """,
                "acme/Part.java",
                "package acme; class Part { static String text() { return \"part\"; } }"));
        Path jar = folder.resolve("job.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("acme/Job.class", "acme/Part.class")) {
                out.putNextEntry(new JarEntry(name));
                out.write(Files.readAllBytes(classes.resolve(name)));
            }
        }
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            Object job = loader.loadClass("acme.Job").getConstructor().newInstance();

            assertThat(runElsewhere(job, Map.of())).isEqualTo("part");
        }
    }

    @Test
    void collect_loaderWithoutClassFiles_isRefused() throws Exception {
        Path classes =
                compile(Map.of("acme/Job.java", "package acme; public class Job implements java.io.Serializable {}"));
        byte[] bytes = Files.readAllBytes(classes.resolve("acme/Job.class"));
        var closed = new ClassLoader(getClass().getClassLoader()) {
            Class<?> define() {
                return defineClass("acme.Job", bytes, 0, bytes.length);
            }
        };
        Object job = closed.define().getConstructor().newInstance();

        assertThatThrownBy(() -> collector.collect(job, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("class acme.Job can't travel: its loader (")
                .hasMessageEndingWith("doesn't offer its class file");
    }

    @Test
    void pack_task_givesItsBytesAndItsCode() throws Exception {
        GridCallable<Integer> task = Fixtures.lambda(4);

        PackedTask packed = collector.pack(task, Map.of());

        assertThat(packed.bytes()).isEqualTo(TaskSerializer.serialize(task));
        assertThat(packed.code()).isEqualTo(collector.collect(task, Map.of()));
    }

    @Test
    void codeJar_bytesOfAnotherHash_areRefused() {
        assertThatThrownBy(() -> new CodeJar("0".repeat(64), new byte[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("jar should be 000");
    }

    private Path compile(Map<String, String> sources) throws Exception {
        Path source = Files.createDirectories(folder.resolve("source"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        var arguments = new java.util.ArrayList<>(List.of(
                "--release",
                "17",
                "-d",
                classes.toString(),
                "-cp",
                Path.of(GridCallable.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString()
                        + File.pathSeparator));
        for (Map.Entry<String, String> file : sources.entrySet()) {
            Path path = source.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            arguments.add(Files.writeString(path, file.getValue()).toString());
        }
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(exit).isZero();
        return classes;
    }

    private Object runElsewhere(Object task, Map<String, byte[]> resources) throws Exception {
        PackedTask packed = collector.pack(task, resources);
        var loader = new SandboxLoader(packed.code());
        Object there = TaskSerializer.deserialize(packed.bytes(), loader, ANY);
        return ((Callable<?>) there).call();
    }

    private static Map<String, byte[]> unpack(CodeJar jar) throws Exception {
        return SandboxLoader.unpack(jar.bytes());
    }
}
