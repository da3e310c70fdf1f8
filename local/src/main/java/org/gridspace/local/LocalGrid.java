package org.gridspace.local;

import org.gridspace.grid.Grid;
import org.gridspace.grid.LocalGridProvider;

/** What {@code Grid.local} finds: starts an {@link EmbeddedGrid}. */
public final class LocalGrid implements LocalGridProvider {
    @Override
    public Grid start(int workers) {
        return EmbeddedGrid.start(workers);
    }
}
