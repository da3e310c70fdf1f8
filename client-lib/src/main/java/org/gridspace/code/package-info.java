/**
 * What a task is when it travels: its bytes ({@link org.gridspace.code.TaskSerializer}) and the classes that those bytes
 * need ({@link org.gridspace.code.CodeCollector}), as one jar named by its SHA-256. Runs on the thread of the caller who
 * submits; starts no thread and opens no connection. Imports the JDK, ASM and nothing else of ours.
 */
@NullMarked
package org.gridspace.code;

import org.jspecify.annotations.NullMarked;
