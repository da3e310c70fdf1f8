/**
 * Objects of strangers: the only place in the server where anything of theirs is deserialized, under a filter that knows each class by
 * name, and calls to them on bounded threads with deadlines. May import {@code org.gridspace.client} and {@code .discovery}.
 */
@NullMarked
package org.gridspace.server.stranger;

import org.jspecify.annotations.NullMarked;
