/**
 * Says where classes that leave this process can be downloaded. Called by whatever thread marshals; imports nothing of
 * ours.
 */
@NullMarked
package org.gridspace.river.codebase;

import org.jspecify.annotations.NullMarked;
