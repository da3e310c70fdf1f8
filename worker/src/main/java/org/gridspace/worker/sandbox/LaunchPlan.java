package org.gridspace.worker.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridspace.child.ChildMain;
import org.gridspace.child.image.SandboxImage;
import org.gridspace.policy.GrantedPath;
import org.gridspace.policy.PolicyFile;
import org.gridspace.policy.Resource;
import org.gridspace.policy.SandboxProfile;
import org.jspecify.annotations.Nullable;

/**
 * The command line that starts a child, for one level. Thread-safe; the only thing that changes is the next user id.
 *
 * <p>From the outside in: a shell that opens the system call filter for bubblewrap; {@code setpriv}, which gives a child
 * of root's a user id that nobody else has; bubblewrap; {@code prlimit}, inside, where its count of processes is the
 * child's own; the JVM. At the JVM level the shell and bubblewrap are missing, and {@code setpriv} makes the child end
 * with its parent instead.
 */
final class LaunchPlan {
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
    private static final int FIRST_USER = 2_000_000_000;
    private static final int LAST_USER = FIRST_USER + 4_096 * 1_024;
    private static final int SHARED_USER = 65_534;
    private static final String NOBODY = Integer.toString(SHARED_USER);
    private static final long MEBI = 1 << 20;

    /** Threads that the JVM itself needs: compiler, collector, housekeeping. */
    private static final long JVM_THREADS = 40;

    /** Everything of a child besides its heap: direct memory, classes, compiled code, stacks, the JVM's own. */
    private static final long BESIDES_HEAP = 320 * MEBI;

    private final SandboxProfile profile;
    private final SandboxImage image;
    private final SandboxLevel level;
    private final boolean stepsDown;
    private final List<String> namespaces;
    private final AtomicInteger nextUser =
            new AtomicInteger(FIRST_USER + (int) (ProcessHandle.current().pid() % 4_096) * 1_024);

    private LaunchPlan(SandboxProfile profile, SandboxImage image, SandboxLevel level, List<String> namespaces) {
        this.profile = profile;
        this.image = image;
        this.level = level;
        this.stepsDown = Tools.isRoot() && Tools.isMapped(SHARED_USER);
        this.namespaces = List.copyOf(namespaces);
    }

    /** Security manager and limits only. */
    static LaunchPlan jvm(SandboxProfile profile, SandboxImage image) throws SandboxUnavailable {
        LaunchPlan plan = new LaunchPlan(profile, image, SandboxLevel.JVM, List.of());
        if (plan.stepsDown && Tools.find("setpriv").isEmpty()) {
            throw new SandboxUnavailable(
                    "setpriv is not installed (apt-get install util-linux): children of root would " + "run as root");
        }
        return plan;
    }

    /**
     * Bubblewrap around it.
     *
     * @param filter the system call filter, a file for bubblewrap; null for none on this processor
     */
    static LaunchPlan full(SandboxProfile profile, SandboxImage image, @Nullable Path filter) throws IOException {
        Path bwrap = required("bwrap", "bubblewrap is not installed (apt-get install bubblewrap)");
        Path prlimit = required("prlimit", "prlimit is not installed (apt-get install util-linux)");
        Path ldd = required("ldd", "ldd is not installed (apt-get install libc-bin)");
        required("setpriv", "setpriv is not installed (apt-get install util-linux)");
        List<String> command = new ArrayList<>(List.of(bwrap.toString()));
        command.addAll(List.of("--unshare-user", "--unshare-all", "--disable-userns", "--die-with-parent"));
        command.addAll(List.of("--new-session", "--clearenv", "--cap-drop", "ALL", "--hostname", "sandbox"));
        command.addAll(List.of("--uid", NOBODY, "--gid", NOBODY));
        for (Path library : libraries(ldd, image, prlimit)) {
            command.addAll(List.of("--ro-bind", library.toString(), library.toString()));
        }
        command.addAll(List.of("--ro-bind", prlimit.toString(), prlimit.toString()));
        command.addAll(
                List.of("--ro-bind", image.home().toString(), image.home().toString()));
        if (!image.childJar().startsWith(image.home())) {
            command.addAll(List.of(
                    "--ro-bind", image.childJar().toString(), image.childJar().toString()));
        }
        for (String device : List.of("/dev/null", "/dev/urandom", "/dev/random")) {
            command.addAll(List.of("--dev-bind", device, device));
        }
        command.addAll(granted(profile));
        String libraries = image.home().resolve("lib") + ":" + image.home().resolve("lib/server");
        command.addAll(List.of("--setenv", "LD_LIBRARY_PATH", libraries, "--chdir", "/"));
        if (filter != null) {
            command.addAll(List.of("--seccomp", "3"));
            command.addAll(0, List.of("/bin/sh", "-c", "exec \"$@\" 3<\"$0\"", filter.toString()));
        }
        command.addAll(List.of("--remount-ro", "/", "--"));
        return new LaunchPlan(profile, image, SandboxLevel.FULL, command);
    }

    private static Path required(String tool, String otherwise) throws SandboxUnavailable {
        return Tools.find(tool).orElseThrow(() -> new SandboxUnavailable(otherwise));
    }

    /** What the policy grants of the file system; outer directories first, so that inner ones lie on top of them. */
    private static List<String> granted(SandboxProfile profile) throws IOException {
        List<String> binds = new ArrayList<>();
        List<GrantedPath> paths = profile.paths().stream()
                .sorted(Comparator.comparing(GrantedPath::path).thenComparing(GrantedPath::writable))
                .toList();
        for (GrantedPath granted : paths) {
            binds.add(granted.writable() ? "--bind" : "--ro-bind");
            binds.add(granted.path().toRealPath().toString());
            binds.add(granted.path().toString());
        }
        if (profile.scratch()) {
            binds.addAll(List.of("--size", Long.toString(profile.limit(Resource.SCRATCH))));
            binds.addAll(List.of("--tmpfs", PolicyFile.SCRATCH));
        }
        return binds;
    }

    private static Collection<Path> libraries(Path ldd, SandboxImage image, Path prlimit) throws IOException {
        List<String> command = new ArrayList<>(List.of(ldd.toString(), prlimit.toString()));
        command.add(image.java().toString());
        Path lib = image.home().resolve("lib");
        for (Path folder : List.of(lib, lib.resolve("server"))) {
            try (var files = Files.newDirectoryStream(folder, "*.so")) {
                files.forEach(f -> command.add(f.toString()));
            }
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        Collection<Path> libraries = new TreeSet<>();
        try (InputStream out = process.getInputStream()) {
            Matcher found = LIBRARY.matcher(new String(out.readAllBytes(), StandardCharsets.UTF_8));
            while (found.find()) {
                Path library = Path.of(found.group(1)).normalize();
                if (!library.startsWith(image.home())) {
                    libraries.add(library);
                }
            }
        }
        return libraries;
    }

    SandboxLevel level() {
        return level;
    }

    /** The command for one child; each call names another user id where children have one. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        int bubblewrap = namespaces.indexOf("--unshare-user") - 1;
        int shell = Math.max(bubblewrap, 0);
        command.addAll(namespaces.subList(0, shell));
        Tools.find("setpriv").ifPresent(setpriv -> {
            command.addAll(List.of(setpriv.toString(), "--no-new-privs", "--pdeathsig", "KILL"));
            if (stepsDown) {
                String user = Integer.toString(nextUser());
                command.addAll(List.of("--reuid", user, "--regid", user, "--clear-groups", "--bounding-set=-all"));
                command.add("--inh-caps=-all");
            }
        });
        command.addAll(namespaces.subList(shell, namespaces.size()));
        Tools.find("prlimit").ifPresent(prlimit -> {
            command.add(prlimit.toString());
            command.addAll(limits());
            command.add("--");
        });
        command.add(image.java().toString());
        command.addAll(jvmOptions());
        command.add(ChildMain.class.getName());
        return command;
    }

    /** One that nothing else has; in a container that knows few users, the one that means nobody. */
    private int nextUser() {
        return Tools.isMapped(LAST_USER) ? nextUser.getAndIncrement() : SHARED_USER;
    }

    private List<String> limits() {
        List<String> limits = new ArrayList<>();
        long heap = profile.limit(Resource.MEMORY);
        long threads = profile.limit(Resource.THREADS);
        limits.add("--core=0");
        limits.add("--nofile=256");
        limits.add("--fsize=" + profile.limit(Resource.FILE_SIZE));
        limits.add("--data=" + (heap + directMemory() + BESIDES_HEAP + threads * MEBI));
        if (level == SandboxLevel.FULL || stepsDown) {
            limits.add("--nproc=" + (threads + JVM_THREADS)); // an ordinary user's other processes would count, too
        }
        return limits;
    }

    private long directMemory() {
        return Math.min(Math.max(profile.limit(Resource.MEMORY) / 6, 16 * MEBI), 256 * MEBI);
    }

    private List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + profile.limit(Resource.MEMORY),
                "-Xss512k",
                "-XX:MaxDirectMemorySize=" + directMemory(),
                "-XX:MaxMetaspaceSize=48m",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+ErrorFileToStderr",
                "-Xrs",
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        if (image.archive() != null) {
            options.add("-XX:SharedArchiveFile=" + image.archive());
        }
        if (!image.minimal()) {
            options.addAll(List.of("--limit-modules", "java.base"));
        }
        options.addAll(List.of(
                "-Djava.security.manager=allow",
                "-Djava.io.tmpdir=" + PolicyFile.SCRATCH,
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-Duser.language=en",
                "-Duser.home=/",
                "-Duser.name=sandbox",
                "-Duser.dir=/",
                "-cp",
                image.childJar().toString()));
        return options;
    }
}
