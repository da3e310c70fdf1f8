/**
 * Events straight from the space to listeners whose registrar's process is gone: off unless it was switched on. May import {@code
 * org.gridspace.server.engine}, {@code .stranger} and {@code org.gridspace.client}.
 */
@NullMarked
package org.gridspace.server.delivery;

import org.jspecify.annotations.NullMarked;
