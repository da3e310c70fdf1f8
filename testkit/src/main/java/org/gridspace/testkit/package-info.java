/**
 * What tests of all modules share. Never on a product's class path; imports nothing of ours.
 */
@NullMarked
package org.gridspace.testkit;

import org.jspecify.annotations.NullMarked;
