package org.gridspace.client;

import java.io.IOException;
import java.util.UUID;

/** Another space answers where one was looked for. It won't come back there by waiting. */
final class WrongSpace extends IOException {
    private static final long serialVersionUID = 1L;

    WrongSpace(SpaceAddress address, UUID found) {
        super("there is another space at the place of " + address + ": its id is " + found + " and not "
                + address.spaceId());
    }
}
