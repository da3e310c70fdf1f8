package org.gridspace.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a policy file into a {@link SandboxProfile}. Confined to one compilation.
 *
 * <p>The rule is a list of what is allowed: a permission that isn't known to be harmless inside the child, or that
 * nothing would enforce, is refused with the place where it is written. Each permission class has a handler of its own.
 */
final class PolicyCompiler {
    /** Reads one permission; what it grants goes into the compiler's lists. */
    @FunctionalInterface
    private interface Handler {
        void accept(PermissionEntry entry) throws PolicyProblem;
    }

    private static final String NO_NETWORK =
            "is refused: a sandbox has no network, and nothing could hold a task to " + "the hosts that are granted";

    private static final Set<String> HARMLESS_RUNTIME = Set.of(
            "modifyThread", "setContextClassLoader", "enableContextClassLoaderOverride", "accessDeclaredMembers");

    /** Why a well-known runtime permission is refused; a name that ends in a dot or star stands for a family. */
    private static final Map<String, String> DANGEROUS_RUNTIME = Map.ofEntries(
            Map.entry("setSecurityManager", "a task could switch its guard off"),
            Map.entry("createSecurityManager", "a task could stand in for its guard"),
            Map.entry("createClassLoader", "a class loader can give its classes any permission"),
            Map.entry("getClassLoader", "it leads to the classes of the child's own runtime"),
            Map.entry("closeClassLoader", "it leads to the classes of the child's own runtime"),
            Map.entry("exitVM", "a task could end its child; let it return instead"),
            Map.entry("shutdownHooks", "code would run after the task's end"),
            Map.entry("setIO", "a task could take over the child's output"),
            Map.entry("readFileDescriptor", "a task could take over the child's pipes"),
            Map.entry("writeFileDescriptor", "a task could forge the child's replies"),
            Map.entry("loadLibrary", "native code is beyond the security manager"),
            Map.entry("accessClassInPackage", "it leads into the runtime's internals"),
            Map.entry("defineClassInPackage", "it leads into the runtime's internals"),
            Map.entry("getProtectionDomain", "it leads to the permissions of other code"),
            Map.entry("modifyThreadGroup", "a task could stop the child's own threads"),
            Map.entry("stopThread", "a task could stop the child's own threads"),
            Map.entry("manageProcess", "a task has no processes"),
            Map.entry("*", "it is every dangerous thing at once"));

    private static final List<String> GUARDED_PROPERTIES =
            List.of("java.", "jdk.", "sun.", "user.", "file.", "os.", "path.", "line.", "gridspace.", "native.");

    private final PolicyFile policy;
    private final Map<Resource, Long> limits = new EnumMap<>(Resource.class);
    private final List<GrantedPath> paths = new ArrayList<>();
    private final List<JobPermission> permissions = new ArrayList<>();
    private final Map<String, Handler> handlers = Map.ofEntries(
            Map.entry("java.io.FilePermission", this::file),
            Map.entry("java.util.PropertyPermission", this::property),
            Map.entry("java.lang.RuntimePermission", this::runtime),
            Map.entry("java.lang.reflect.ReflectPermission", this::reflect),
            Map.entry(ResourcePermission.class.getName(), this::resource),
            Map.entry("java.security.AllPermission", refuse("is refused: it would give tasks the whole machine")),
            Map.entry("java.net.SocketPermission", refuse(NO_NETWORK)),
            Map.entry("java.net.URLPermission", refuse(NO_NETWORK)),
            Map.entry("java.net.NetPermission", refuse(NO_NETWORK)),
            Map.entry(
                    "java.nio.file.LinkPermission",
                    refuse("is refused: a link can lead out of the directories that are granted")),
            Map.entry(
                    "java.io.SerializablePermission",
                    refuse("is refused: it loosens the checks of Java serialization")),
            Map.entry(
                    "java.security.SecurityPermission",
                    refuse("is refused: it reaches the security settings of the child itself")));

    private boolean scratch;

    PolicyCompiler(PolicyFile policy) {
        this.policy = policy;
    }

    SandboxProfile profile() throws PolicyProblem {
        for (Grant grant : policy.grants()) {
            if (grant.codeBase() != null) {
                throw problem(
                        grant.at(),
                        "a grant to a codeBase would reach no task, since a task's code comes from nowhere: write "
                                + "'grant {'");
            }
            for (PermissionEntry entry : grant.permissions()) {
                Handler handler = handlers.get(entry.className());
                if (handler == null) {
                    throw problem(entry.classAt(), unknown(entry.className()));
                }
                handler.accept(entry);
            }
        }
        return new SandboxProfile(policy.name(), limits, paths, scratch, permissions);
    }

    private static String unknown(String className) {
        return className.startsWith("java.") || className.startsWith("javax.")
                ? className + " is refused: the sandbox's runtime is java.base, where nothing asks for it"
                : "unknown permission class " + className;
    }

    private void file(PermissionEntry entry) throws PolicyProblem {
        GrantedPath path = PathRules.check(policy.name(), entry);
        if (path.path().toString().equals(PolicyFile.SCRATCH)) {
            scratch = true;
        } else {
            paths.add(path);
        }
        add(entry);
    }

    private void property(PermissionEntry entry) throws PolicyProblem {
        String target = target(entry);
        for (String action : actions(entry)) {
            boolean guarded =
                    target.contains("*") || GUARDED_PROPERTIES.stream().anyMatch(target::startsWith);
            if (action.equals("write") && guarded) {
                throw problem(
                        entry.targetAt(), "writing '" + target + "' is refused: the child's own runtime reads it, too");
            }
            if (!action.equals("write") && !action.equals("read")) {
                throw problem(entry.targetAt(), "PropertyPermission knows read and write, not '" + action + "'");
            }
        }
        add(entry);
    }

    private void runtime(PermissionEntry entry) throws PolicyProblem {
        String target = target(entry);
        boolean environment = target.startsWith("getenv.");
        if (!HARMLESS_RUNTIME.contains(target) && !environment) {
            int dot = target.indexOf('.');
            String family = dot < 0 ? target : target.substring(0, dot);
            String reason = DANGEROUS_RUNTIME.get(family);
            throw problem(
                    entry.targetAt(),
                    "RuntimePermission \"" + target + "\" is refused: "
                            + (reason == null ? "it isn't known to be harmless" : reason));
        }
        add(entry);
    }

    private void reflect(PermissionEntry entry) throws PolicyProblem {
        if (!target(entry).equals("suppressAccessChecks")) {
            throw problem(
                    entry.targetAt(),
                    "ReflectPermission \"" + target(entry) + "\" is refused: it isn't known to be harmless");
        }
        add(entry);
    }

    private void resource(PermissionEntry entry) throws PolicyProblem {
        String amount = entry.actions();
        if (amount == null) {
            throw problem(entry.targetAt(), "ResourcePermission wants an amount");
        }
        ResourcePermission permission;
        try {
            permission = new ResourcePermission(target(entry), amount);
        } catch (IllegalArgumentException e) {
            throw problem(entry.targetAt(), String.valueOf(e.getMessage()));
        }
        if (limits.put(permission.resource(), permission.amount()) != null) {
            throw problem(entry.targetAt(), "'" + target(entry) + "' is limited twice");
        }
    }

    private Handler refuse(String reason) {
        return entry -> {
            throw problem(entry.classAt(), entry.className() + " " + reason);
        };
    }

    private void add(PermissionEntry entry) throws PolicyProblem {
        String given = entry.actions() == null ? "" : entry.actions();
        permissions.add(new JobPermission(entry.className(), target(entry), given));
    }

    private String target(PermissionEntry entry) throws PolicyProblem {
        String target = entry.target();
        if (target == null || target.isEmpty()) {
            throw problem(entry.classAt(), entry.className() + " wants a target");
        }
        return target;
    }

    private List<String> actions(PermissionEntry entry) throws PolicyProblem {
        return PathRules.actions(policy.name(), entry);
    }

    private PolicyProblem problem(Position at, String text) {
        return new PolicyProblem(policy.name(), at.line(), at.column(), text);
    }
}
