/**
 * What can go wrong in a grid: one sealed root; each exception says whether the operation happened and whether a retry is
 * safe. Imports nothing of ours.
 */
@NullMarked
package org.gridspace.failure;

import org.jspecify.annotations.NullMarked;
