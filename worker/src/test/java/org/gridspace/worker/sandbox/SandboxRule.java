package org.gridspace.worker.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.gridspace.policy.PolicyFile;
import org.gridspace.policy.SandboxProfile;
import org.junit.jupiter.api.Assumptions;

/** One sandbox a level for all tests of a class, under a policy with small limits. */
final class SandboxRule implements AutoCloseable {
    static final String POLICY = """
            grant {
                permission org.gridspace.policy.ResourcePermission "memory", "48m";
                permission org.gridspace.policy.ResourcePermission "wall-time", "%s";
                permission org.gridspace.policy.ResourcePermission "cpu-time", "%s";
                permission org.gridspace.policy.ResourcePermission "threads", "20";
                permission org.gridspace.policy.ResourcePermission "result", "100k";
                permission org.gridspace.policy.ResourcePermission "output", "64k";
                permission java.lang.RuntimePermission "modifyThread";
                permission java.util.PropertyPermission "java.version", "read";
                %s
            };
            """;

    private final String policy;
    private final Map<SandboxLevel, Sandbox> open = new EnumMap<>(SandboxLevel.class);

    SandboxRule(String wallTime, String cpuTime, String more) {
        this.policy = POLICY.formatted(wallTime, cpuTime, more);
    }

    static boolean hasBubblewrap() {
        return Files.isExecutable(Path.of("/usr/bin/bwrap"));
    }

    SandboxProfile profile() throws Exception {
        return SandboxProfile.compile(PolicyFile.parse("test.policy", policy));
    }

    /** The sandbox of that level; where bubblewrap is not installed, tests of the full level are skipped. */
    synchronized Sandbox at(SandboxLevel level) throws Exception {
        Assumptions.assumeTrue(level != SandboxLevel.FULL || hasBubblewrap(), "bubblewrap is not installed");
        Sandbox sandbox = open.get(level);
        if (sandbox == null) {
            sandbox = Sandbox.open(profile(), level, 2);
            open.put(level, sandbox);
        }
        return sandbox;
    }

    @Override
    public void close() {
        open.values().forEach(Sandbox::close);
    }
}
