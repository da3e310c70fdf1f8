/**
 * What a space does outside about its transactions: {@link org.gridspace.server.transaction.TransactionOffice} performs the engine's
 * effects (joins managers, asks them, asks and tells participants) on bounded threads of its own, is called back by managers, and
 * submits what came of it as commands. May import {@code org.gridspace.server.engine}, {@code .stranger}, {@code org.gridspace.client}
 * and {@code .discovery}.
 */
@NullMarked
package org.gridspace.server.transaction;

import org.jspecify.annotations.NullMarked;
