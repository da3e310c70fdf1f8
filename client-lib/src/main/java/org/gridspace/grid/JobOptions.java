package org.gridspace.grid;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gridspace.job.SandboxDemand;

/**
 * How a job is to be run. Immutable, but for the resources' bytes, which must not change while the job is open.
 *
 * @param resources what the tasks find with {@code getResourceAsStream("/name")}, by name without the slash; together with
 *     the job's classes at most 32 MiB
 * @param sandbox the weakest sandbox that will do
 * @param lease how long what the job wrote stays in the space without its master, 1 second or more
 */
public record JobOptions(Map<String, byte[]> resources, SandboxDemand sandbox, Duration lease) {
    private static final JobOptions STANDARD = builder().build();

    /** Checks the lease. */
    public JobOptions {
        resources = Map.copyOf(resources);
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a job's lease is 1 second or more, not " + lease);
        }
    }

    /** No resources, any sandbox, a lease of a minute. */
    public static JobOptions standard() {
        return STANDARD;
    }

    /** Begins with the standard options. */
    public static Builder builder() {
        return new Builder();
    }

    /** Gathers options. Confined to one thread. */
    public static final class Builder {
        private final Map<String, byte[]> resources = new LinkedHashMap<>();
        private SandboxDemand sandbox = SandboxDemand.JVM;
        private Duration lease = Duration.ofMinutes(1);

        private Builder() {}

        /** Adds a resource for the tasks. */
        public Builder resource(String name, byte[] bytes) {
            resources.put(name, bytes);
            return this;
        }

        /** Demands a sandbox at least this strong. */
        public Builder sandbox(SandboxDemand weakest) {
            sandbox = weakest;
            return this;
        }

        /** Sets how long the job's entries stay without their master. */
        public Builder lease(Duration duration) {
            lease = duration;
            return this;
        }

        /** The options. */
        public JobOptions build() {
            return new JobOptions(resources, sandbox, lease);
        }
    }
}
