/**
 * Java policy files: reading them, and turning one into the {@link org.gridspace.policy.SandboxProfile} that a
 * sandbox enforces. No threads of its own; everything here is immutable or confined to the calling thread. Imports
 * nothing but the JDK.
 */
@NullMarked
package org.gridspace.policy;

import org.jspecify.annotations.NullMarked;
