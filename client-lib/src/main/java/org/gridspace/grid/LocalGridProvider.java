package org.gridspace.grid;

/** Starts embedded grids; found by {@link java.util.ServiceLoader}. Implemented by gridspace-local. */
@FunctionalInterface
public interface LocalGridProvider {
    /** See {@link Grid#local}. */
    Grid start(int workers);
}
