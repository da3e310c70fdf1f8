package org.gridspace.policy;

import java.security.BasicPermission;

/**
 * How much of a resource a job may use, as in {@code permission org.gridspace.policy.ResourcePermission "memory",
 * "96m"}. The names are those of {@link Resource}. It is read by the worker, which turns it into limits of the child
 * process; nothing ever checks for it.
 */
public final class ResourcePermission extends BasicPermission {
    private static final long serialVersionUID = 1L;

    private final Resource resource;
    private final long amount;

    /**
     * As a policy file has it.
     *
     * @throws IllegalArgumentException if there is no such resource, or the amount is not one
     */
    public ResourcePermission(String name, String amount) {
        super(name);
        this.resource = Resource.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no resource '" + name + "': it must be one of " + Resource.names()));
        this.amount = resource.amount(amount);
    }

    /** What is limited. */
    public Resource resource() {
        return resource;
    }

    /** The limit, in the resource's unit. */
    public long amount() {
        return amount;
    }

    @Override
    public String getActions() {
        return resource.shown(amount);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourcePermission that && resource == that.resource && amount == that.amount;
    }

    @Override
    public int hashCode() {
        return resource.hashCode() * 31 + Long.hashCode(amount);
    }
}
