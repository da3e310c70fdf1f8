package org.gridspace.discovery;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps River from telling every failed attempt to reach a tracker; ours is one warning for each. Levels that the user has
 * set stay. Stateless apart from the references without which {@code java.util.logging} would forget the levels.
 */
public final class RiverLogging {
    private static final List<Logger> CHATTY = List.of(
            Logger.getLogger("net.jini.discovery"),
            Logger.getLogger("net.jini.lookup"),
            Logger.getLogger("net.jini.lease"),
            Logger.getLogger("net.jini.jeri"),
            Logger.getLogger("com.sun.jini.discovery"),
            Logger.getLogger("com.sun.jini.thread"),
            Logger.getLogger("com.sun.jini.jeri"));

    private static final Logger REGGIE = Logger.getLogger("com.sun.jini.reggie");

    private RiverLogging() {}

    /** Quiets River in this process; again is harmless. */
    public static void quiet() {
        for (Logger logger : CHATTY) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.SEVERE);
            }
        }
        if (REGGIE.getLevel() == null) {
            REGGIE.setLevel(Level.WARNING);
        }
        if (REGGIE.getFilter() == null) {
            // What it reports this way it also throws, or repeats every few seconds on a machine without multicast.
            REGGIE.setFilter(record -> !String.valueOf(record.getMessage()).startsWith("Reggie initialization failed")
                    && !String.valueOf(record.getMessage()).startsWith("exception sen")
                    && !String.valueOf(record.getMessage()).startsWith("exception setting"));
        }
    }
}
