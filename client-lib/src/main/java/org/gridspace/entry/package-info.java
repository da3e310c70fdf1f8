/**
 * Entries as data: class names, field names and one byte string a field. Immutable values, used on every side of the
 * wire and by the engine; imports nothing of ours.
 */
@NullMarked
package org.gridspace.entry;

import org.jspecify.annotations.NullMarked;
