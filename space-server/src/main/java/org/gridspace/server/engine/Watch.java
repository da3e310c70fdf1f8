package org.gridspace.server.engine;

import java.util.List;

/** Something that entries find by its templates: a blocked request or a registration. */
abstract class Watch {
    private final Pattern[] patterns;
    private final long[] masks;
    private boolean listed;

    Watch(List<Pattern> patterns) {
        this.patterns = patterns.toArray(Pattern[]::new);
        this.masks = new long[this.patterns.length];
    }

    /** Its place among all of its sort; the number is its own. */
    abstract long order();

    /** In which of the queues of a {@link WatchLine} it stands. */
    abstract int queue();

    int patternCount() {
        return patterns.length;
    }

    Pattern pattern(int index) {
        return patterns[index];
    }

    /** The patterns, any of which is enough. */
    List<Pattern> patterns() {
        return List.of(patterns);
    }

    long templateBytes() {
        long bytes = 0;
        for (Pattern pattern : patterns) {
            bytes += pattern.bytes();
        }
        return bytes;
    }

    /** Whether an entry is one of those. */
    boolean matches(TypeNode type, byte[] fields) {
        for (Pattern pattern : patterns) {
            if (type.isWithin(pattern.type()) && pattern.matches(fields)) {
                return true;
            }
        }
        return false;
    }

    /** Whether entries can find it. */
    boolean isListed() {
        return listed;
    }

    void listed(boolean canBeFound) {
        listed = canBeFound;
    }

    /** The shape under which a pattern is listed. */
    long listedMask(int index) {
        return masks[index];
    }

    void listUnder(int index, long mask) {
        masks[index] = mask;
    }
}
