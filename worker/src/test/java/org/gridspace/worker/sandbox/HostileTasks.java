package org.gridspace.worker.sandbox;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** What strangers might try. */
public final class HostileTasks {
    private HostileTasks() {}

    /** Attempts that a security manager must stop. At the full level the kernel refuses sockets even earlier. */
    private static Map<String, Callable<?>> attempts() {
        Map<String, Callable<?>> all = new TreeMap<>();
        addFilesAndNetwork(all);
        addProcess(all);
        addRuntime(all);
        return all;
    }

    private static void addFilesAndNetwork(Map<String, Callable<?>> all) {
        Path passwd = Path.of("/etc/passwd");
        all.put("read by stream", () -> new FileInputStream(passwd.toFile()).read());
        all.put("read by Files", () -> Files.readString(passwd));
        all.put("read by channel", () -> FileChannel.open(passwd).size());
        all.put("read by random access", () -> new RandomAccessFile("/etc/passwd", "r").read());
        all.put("read by URL", () -> new URL("file:/etc/passwd").openStream().read());
        all.put("list", () -> Files.list(Path.of("/")).toList());
        all.put("exists", () -> passwd.toFile().exists());
        all.put("write", () -> Files.writeString(Path.of("/tmp/gridspace-hostile"), "x"));
        all.put("proc", () -> Files.readAllBytes(Path.of("/proc/self/mem")));
        all.put("environment", () -> System.getenv("PATH"));
        all.put("connect", () -> new Socket(InetAddress.getLoopbackAddress(), 22));
        all.put("listen", () -> new ServerSocket(0));
        all.put("datagram", () -> new DatagramSocket());
        all.put("channel", () -> SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 22)));
        all.put(
                "asynchronous channel",
                () -> AsynchronousSocketChannel.open()
                        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 22)));
        all.put(
                "unix socket",
                () -> SocketChannel.open(StandardProtocolFamily.UNIX)
                        .connect(java.net.UnixDomainSocketAddress.of("/run/x")));
        all.put("resolve", () -> InetAddress.getByName("example.org"));
    }

    private static void addProcess(Map<String, Callable<?>> all) {
        all.put("program", () -> Runtime.getRuntime().exec(new String[] {"/bin/true"}));
        all.put("exit", () -> {
            System.exit(0);
            return null;
        });
        all.put("halt", () -> {
            Runtime.getRuntime().halt(0);
            return null;
        });
        all.put("hook", () -> {
            Runtime.getRuntime().addShutdownHook(new Thread());
            return null;
        });
        all.put("property", () -> System.setProperty("java.home", "/"));
        all.put("all properties", () -> System.getProperties());
        all.put("own property", () -> System.setProperty("x", "y"));
        all.put("library", () -> {
            System.load("/tmp/lib.so");
            return null;
        });
    }

    private static void addRuntime(Map<String, Callable<?>> all) {
        Path passwd = Path.of("/etc/passwd");
        all.put("guard off", () -> {
            System.setSecurityManager(null);
            return null;
        });
        all.put("policy", () -> {
            java.security.Policy.setPolicy(null);
            return null;
        });
        all.put("class loader", () -> new ClassLoader() {});
        all.put("system loader", () -> ClassLoader.getSystemClassLoader());
        all.put(
                "parent loader",
                () -> HostileTasks.class.getClassLoader().getParent().getParent());
        all.put("forge a reply", () -> new FileOutputStream(FileDescriptor.out));
        all.put("read the pipe", () -> new FileInputStream(FileDescriptor.in).read());
        all.put("output", () -> {
            System.setOut(null);
            return null;
        });
        all.put("runtime's fields", () -> System.out.getClass().getDeclaredFields());
        all.put("thread's fields", () -> Thread.currentThread().getClass().getDeclaredFields());
        all.put("unsafe", () -> Class.forName("jdk.internal.misc.Unsafe").getDeclaredFields());
        all.put("root threads", () -> {
            ThreadGroup group = Thread.currentThread().getThreadGroup();
            while (group.getParent() != null) {
                group = group.getParent();
            }
            group.interrupt();
            return null;
        });
        all.put("other threads", () -> Thread.getAllStackTraces());
        all.put(
                "innocent's rights",
                () -> java.security.AccessController.doPrivileged(
                        (java.security.PrivilegedExceptionAction<?>) () -> Files.readString(passwd)));
    }

    /** The names of attempts that weren't stopped; "" if all were. */
    public static String breaches() {
        List<String> breaches = new ArrayList<>();
        attempts().forEach((name, attempt) -> {
            try {
                attempt.call();
                breaches.add(name);
            } catch (SecurityException e) {
                // held by the guard
            } catch (SocketException e) {
                if (!String.valueOf(e.getMessage()).equals("Operation not permitted")) { // held by the kernel
                    breaches.add(name + " " + e);
                }
            } catch (Throwable e) {
                breaches.add(name + " " + e);
            }
        });
        return String.join(", ", breaches);
    }

    public static String names() {
        return Integer.toString(attempts().size());
    }

    /** Whether classes of the child's runtime, of the client library or of other modules can be found. */
    public static String visibleInternals() {
        List<String> found = new ArrayList<>();
        for (String name : List.of(
                "org.gridspace.child.ChildMain",
                "org.gridspace.child.protocol.FrameOutput",
                "org.gridspace.entry.EntryType",
                "sun.misc.Unsafe",
                "java.sql.Connection")) {
            try {
                found.add(Class.forName(name).getName());
            } catch (ClassNotFoundException | SecurityException e) {
                // as it should be
            }
        }
        return String.join(", ", found);
    }

    public static Object loopForever() {
        long x = 1;
        while (x != 0) {
            x = x * 6364136223846793005L + 1442695040888963407L | 1;
        }
        return x;
    }

    public static Object ignoreInterrupts() {
        PrintStream out = System.out;
        out.println("started");
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.interrupted();
            }
        }
    }

    public static Object heapBomb() {
        List<long[]> all = new ArrayList<>();
        while (true) {
            all.add(new long[100_000]);
        }
    }

    public static Object directBomb() {
        List<ByteBuffer> all = new ArrayList<>();
        while (true) {
            all.add(ByteBuffer.allocateDirect(1 << 20));
        }
    }

    public static Object deepRecursion() {
        return 1 + (int) deepRecursion();
    }

    /** Returns how many threads it got before it was stopped. */
    public static Object threadBomb() {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        try {
            while (threads.size() < 20_000) {
                Thread thread = new Thread(() -> {
                    synchronized (over) {
                        while (!over.get()) {
                            try {
                                over.wait();
                            } catch (InterruptedException e) {
                                return;
                            }
                        }
                    }
                });
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
            return threads.size();
        } catch (SecurityException | OutOfMemoryError e) {
            return threads.size();
        } finally {
            synchronized (over) {
                over.set(true);
                over.notifyAll();
            }
        }
    }

    public static Object printForever() {
        PrintStream out = System.out;
        String line = "x".repeat(1_000);
        for (int i = 0; i < 20_000; i++) {
            out.println(line);
        }
        return "printed";
    }

    public static Object leaveThread() {
        Thread thread = new Thread(HostileTasks::loopForever, "leftover");
        thread.setDaemon(true);
        thread.start();
        return null;
    }

    /** A throwable whose every word is a trap. */
    static final class Trap extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final byte[] heavy = new byte[1 << 20];

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }

        byte[] heavy() {
            return heavy;
        }
    }

    static final class HugeMessage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HugeMessage() {
            super("m".repeat(1 << 20));
        }
    }

    /** Reads a file while it is deserialized, with nothing of the job's own on the stack but this. */
    static final class ReadsWhenRead implements Callable<String>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public String call() {
            return "ran";
        }

        private void readObject(java.io.ObjectInputStream in) throws Exception {
            in.defaultReadObject();
            Files.readString(Path.of("/etc/passwd"));
        }
    }

    public static Object trap() {
        throw new Trap();
    }

    public static Object hugeMessage() {
        throw new HugeMessage();
    }

    /** Not hostile, but lost without a class that is not in its jar. */
    public static String needsFriends() {
        return FriendlyTasks.alive();
    }

    public static String served() {
        return "served";
    }

    public static Object callsPrivateMethods() throws Exception {
        Method method = Thread.class.getDeclaredMethod("exit");
        method.setAccessible(true);
        return Arrays.toString(method.getParameterTypes());
    }
}
