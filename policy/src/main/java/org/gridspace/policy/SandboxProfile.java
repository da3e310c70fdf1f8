package org.gridspace.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a policy file means for a sandbox: limits and paths for the operating system and the worker to enforce, and
 * permissions for the security manager. Everything in the file is in here or was refused; nothing is left out silently.
 * Immutable.
 *
 * @param source the policy file's name
 * @param limits an amount for every resource, in its unit
 * @param paths what of the file system tasks may reach
 * @param scratch whether tasks have a private scratch space at {@link PolicyFile#SCRATCH}
 * @param permissions what the security manager allows a job's classes
 */
public record SandboxProfile(
        String source,
        Map<Resource, Long> limits,
        List<GrantedPath> paths,
        boolean scratch,
        List<JobPermission> permissions) {

    /** Copies, and fills in the standard amounts of resources that aren't named. */
    public SandboxProfile {
        Map<Resource, Long> all = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            all.put(resource, limits.getOrDefault(resource, resource.standard()));
        }
        limits = Map.copyOf(all);
        paths = List.copyOf(paths);
        permissions = List.copyOf(permissions);
    }

    /** Reads and compiles a policy file. */
    public static SandboxProfile read(Path file) throws PolicyProblem {
        return compile(PolicyFile.read(file));
    }

    /** The profile of the policy that ships with Gridspace as {@code policy/worker.policy}. */
    public static SandboxProfile strict() {
        try {
            return compile(PolicyFile.strict());
        } catch (PolicyProblem e) {
            throw new IllegalStateException("the policy that ships with Gridspace can't be used", e);
        }
    }

    /** Compiles a policy; refuses, with its place, what no sandbox of ours can promise. */
    public static SandboxProfile compile(PolicyFile policy) throws PolicyProblem {
        return new PolicyCompiler(policy).profile();
    }

    /** The limit of a resource, in its unit. */
    public long limit(Resource resource) {
        return limits.getOrDefault(resource, resource.standard());
    }

    /** The longest that a task may take. */
    public Duration wallTime() {
        return Duration.ofMillis(limit(Resource.WALL_TIME));
    }

    /** The processor time that a task may use, all its threads together. */
    public Duration cpuTime() {
        return Duration.ofMillis(limit(Resource.CPU_TIME));
    }
}
