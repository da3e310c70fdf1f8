package org.gridspace.policy;

import java.nio.file.Path;

/**
 * A file or directory that tasks may reach. Immutable.
 *
 * @param path absolute, as the policy names it
 * @param writable whether it may be written, too
 */
public record GrantedPath(Path path, boolean writable) {}
