package org.gridspace.discovery;

/** An address that other machines could reach (or that is on one) without {@code --insecure-network}. */
public final class AddressRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Says which address and why. */
    public AddressRefused(String message) {
        super(message);
    }
}
