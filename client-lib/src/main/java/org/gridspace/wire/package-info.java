/**
 * The binary protocol between a client and a space, as data: frames, messages, and the bytes that they are
 * ({@code docs/wire-format.md} has them one by one). No sockets and no threads: both sides bring their own. Whatever comes
 * from the other side is checked before anything is allocated for it. May import {@code org.gridspace.entry} only.
 */
@NullMarked
package org.gridspace.wire;

import org.jspecify.annotations.NullMarked;
