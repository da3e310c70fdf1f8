package org.gridspace.child;

import java.security.CodeSource;
import java.security.Permission;
import java.security.PermissionCollection;
import java.security.Permissions;
import java.security.Policy;
import java.security.ProtectionDomain;

/**
 * All permissions for the child's own runtime, none for anybody else. A job's protection domain has its permissions
 * fixed in it and never asks. Immutable.
 */
final class RuntimePolicy extends Policy {
    private final CodeSource own;

    RuntimePolicy(CodeSource own) {
        this.own = own;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // comparing URLs may ask a name server
    public boolean implies(ProtectionDomain domain, Permission permission) {
        return domain.getCodeSource() == own;
    }

    @Override
    public PermissionCollection getPermissions(CodeSource source) {
        return new Permissions();
    }

    @Override
    public PermissionCollection getPermissions(ProtectionDomain domain) {
        return new Permissions();
    }
}
