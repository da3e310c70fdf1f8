/**
 * Turns entries into bytes and back: the canonical, versioned encoding of field values, which equal values share byte by
 * byte, and the classes that are allowed to come out of bytes that strangers wrote. {@code docs/decisions/003} has the
 * format and its reasons.
 *
 * <p>Runs on the calling thread. Needs no module but {@code java.base}, no Unsafe, and under a security manager no
 * permission but its own jar's. Imports {@code org.gridspace.entry}, Kryo's input and output, and Jini's entry types.
 */
@NullMarked
package org.gridspace.codec;

import org.jspecify.annotations.NullMarked;
