package org.gridspace.codec;

/** A value of a field can't be stored: it isn't serializable, nested too deeply or too large. Nothing happened. */
public final class UnstorableValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnstorableValue(String message, Throwable cause) {
        super(message, cause);
    }
}
