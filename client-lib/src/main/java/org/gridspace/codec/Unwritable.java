package org.gridspace.codec;

import org.jspecify.annotations.Nullable;

/** An object that can't be stored; gathers the way of fields to it on its way out to {@link EntryCodec}. */
final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;
    private final StringBuilder path = new StringBuilder();

    Unwritable(String reason) {
        this(reason, null);
    }

    Unwritable(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    Unwritable within(String field) {
        path.insert(0, "." + field);
        return this;
    }

    /** What is wrong, after the name of the outermost field. */
    String describe(String field) {
        return "field " + field + path + ": " + reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
