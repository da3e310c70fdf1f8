package org.gridspace.server.engine;

/** A hash that is the same for everything, as if someone had found the key. */
final class CollidingHash extends FieldHash {
    CollidingHash() {
        super(1);
    }

    @Override
    long of(byte[] fields, long mask) {
        return super.of(fields, mask) == NONE ? NONE : 42;
    }
}
