package org.gridspace.server.engine;

/**
 * What is known under each hash; the hashes are well mixed already. Hash and value lie side by side, so that looking one up
 * touches one place in memory. A byte of each hash stands in an array of its own, sixteen times smaller: most of what isn't
 * here is missed there already, in memory that is likelier to be in the processor's cache.
 */
final class HashHeads {
    /** Nothing is known; never a value. */
    static final long ABSENT = 0;

    private static final int SMALLEST = 4;

    private long[] pairs = new long[2 * SMALLEST];
    private byte[] tags = new byte[SMALLEST]; // 0 marks an empty place
    private int mask = SMALLEST - 1;
    private int size;

    /** Receives what is in here. */
    @FunctionalInterface
    interface Visitor {
        void visit(long hash, long value);
    }

    int size() {
        return size;
    }

    long get(long hash) {
        int place = find(hash);
        return tags[place] == 0 ? ABSENT : pairs[2 * place + 1];
    }

    /** Looks at where a hash that isn't in here will be put; the answer means nothing. */
    long touch(long hash) {
        int place = home(hash);
        return tags[place] ^ pairs[2 * place] ^ pairs[2 * (place + 1 & mask)];
    }

    /** Looks at where a hash would be missed; the answer means nothing. */
    byte glance(long hash) {
        return tags[home(hash)];
    }

    void put(long hash, long value) {
        int place = find(hash);
        if (tags[place] == 0) {
            if (++size * 3L > (mask + 1) * 2L) {
                resize(2 * (mask + 1));
                place = find(hash);
            }
            tags[place] = tag(hash);
            pairs[2 * place] = hash;
        }
        pairs[2 * place + 1] = value;
    }

    void remove(long hash) {
        int place = find(hash);
        if (tags[place] == 0) {
            return;
        }
        close(place);
        size--;
        if (mask >= SMALLEST && size < (mask + 1) / 8) {
            resize((mask + 1) / 2);
        }
    }

    /** Visits everything, in no order that may matter. */
    void forEach(Visitor visitor) {
        for (int place = 0; place < tags.length; place++) {
            if (tags[place] != 0) {
                visitor.visit(pairs[2 * place], pairs[2 * place + 1]);
            }
        }
    }

    /** Where a hash stands, or the empty place where it would. */
    private int find(long hash) {
        byte tag = tag(hash);
        int place = home(hash);
        byte there;
        while ((there = tags[place]) != 0 && (there != tag || pairs[2 * place] != hash)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private int home(long hash) {
        return (int) (hash >>> 32) & mask;
    }

    private static byte tag(long hash) {
        return (byte) (hash >>> 56 | 1);
    }

    /** Empties a place and moves those behind it that would like to stand nearer. */
    private void close(int place) {
        int gap = place;
        int next = place;
        while (tags[next = next + 1 & mask] != 0) {
            int distance = next - home(pairs[2 * next]) & mask;
            if (distance >= (next - gap & mask)) {
                tags[gap] = tags[next];
                pairs[2 * gap] = pairs[2 * next];
                pairs[2 * gap + 1] = pairs[2 * next + 1];
                gap = next;
            }
        }
        tags[gap] = 0;
    }

    private void resize(int capacity) {
        long[] old = pairs;
        byte[] oldTags = tags;
        pairs = new long[Math.multiplyExact(2, capacity)];
        tags = new byte[capacity];
        mask = capacity - 1;
        for (int i = 0; i < oldTags.length; i++) {
            if (oldTags[i] != 0) {
                int place = find(old[2 * i]);
                tags[place] = oldTags[i];
                pairs[2 * place] = old[2 * i];
                pairs[2 * place + 1] = old[2 * i + 1];
            }
        }
    }
}
