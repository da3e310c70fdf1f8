package org.gridspace.server.engine;

/**
 * What a {@link ShapeIndex} knows under each hash. Hash and value lie side by side, so that looking one up touches one
 * place in memory. The hashes are well mixed already and never {@link FieldHash#NONE}, which marks an empty pair.
 */
final class HashHeads {
    /** Nothing is known; never a value. */
    static final long ABSENT = 0;

    private static final int SMALLEST = 4;

    private long[] pairs = new long[2 * SMALLEST];
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
        return pairs[2 * place] == hash ? pairs[2 * place + 1] : ABSENT;
    }

    void put(long hash, long value) {
        int place = find(hash);
        if (pairs[2 * place] != hash) {
            if (++size * 3L > (mask + 1) * 2L) {
                resize(2 * (mask + 1));
                place = find(hash);
            }
            pairs[2 * place] = hash;
        }
        pairs[2 * place + 1] = value;
    }

    void remove(long hash) {
        int place = find(hash);
        if (pairs[2 * place] != hash) {
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
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] != FieldHash.NONE) {
                visitor.visit(pairs[i], pairs[i + 1]);
            }
        }
    }

    /** Where a hash stands, or the empty place where it would. */
    private int find(long hash) {
        int place = home(hash);
        while (pairs[2 * place] != hash && pairs[2 * place] != FieldHash.NONE) {
            place = place + 1 & mask;
        }
        return place;
    }

    private int home(long hash) {
        return (int) (hash >>> 32) & mask;
    }

    /** Empties a place and moves those behind it that would like to stand nearer. */
    private void close(int place) {
        int gap = place;
        int next = place;
        while (pairs[2 * (next = next + 1 & mask)] != FieldHash.NONE) {
            int distance = next - home(pairs[2 * next]) & mask;
            if (distance >= (next - gap & mask)) {
                pairs[2 * gap] = pairs[2 * next];
                pairs[2 * gap + 1] = pairs[2 * next + 1];
                gap = next;
            }
        }
        pairs[2 * gap] = FieldHash.NONE;
        pairs[2 * gap + 1] = ABSENT;
    }

    private void resize(int capacity) {
        long[] old = pairs;
        pairs = new long[Math.multiplyExact(2, capacity)];
        mask = capacity - 1;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != FieldHash.NONE) {
                int place = find(old[i]);
                pairs[2 * place] = old[i];
                pairs[2 * place + 1] = old[i + 1];
            }
        }
    }
}
