/**
 * A program's way into a space: {@link org.gridspace.client.RemoteSpace} is the {@code JavaSpace05} proxy,
 * {@link org.gridspace.client.TypedSpace} the same for records and futures, {@link org.gridspace.client.SpaceClient} the asynchronous session beneath both. Callers encode and write their requests on
 * their own threads; one daemon thread a client reads replies, completes futures, reconnects and keeps the session alive. May
 * import {@code org.gridspace.entry}, {@code .failure}, {@code .wire}, {@code .codec} and River's interfaces.
 */
@NullMarked
package org.gridspace.client;

import org.jspecify.annotations.NullMarked;
