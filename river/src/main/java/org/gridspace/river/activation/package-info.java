/**
 * Stand-ins for the classes of {@code java.rmi.activation} that Apache River 2.2.3 links against and that JDK 17 no
 * longer has. River's references are relocated here when it is shaded. Activation itself is not offered: nothing in
 * Gridspace calls these types, they only have to be there when River's JERI classes are verified and loaded.
 */
@NullMarked
package org.gridspace.river.activation;

import org.jspecify.annotations.NullMarked;
