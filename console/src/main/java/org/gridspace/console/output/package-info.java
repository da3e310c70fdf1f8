/**
 * What commands print: tables, JSON, and a progress bar. Each object is confined to the thread of its command unless it
 * says otherwise; imports nothing of ours.
 */
@NullMarked
package org.gridspace.console.output;

import org.jspecify.annotations.NullMarked;
