package org.gridspace.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code grant} of a policy file. Immutable.
 *
 * @param codeBase the code that it is for; null means all
 * @param at where it starts
 * @param permissions what it grants, in order
 */
public record Grant(@Nullable String codeBase, Position at, List<PermissionEntry> permissions) {
    /** Copies the list. */
    public Grant {
        permissions = List.copyOf(permissions);
    }
}
