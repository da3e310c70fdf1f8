package org.gridspace.codec;

import java.util.Arrays;

/** Puts parts of a writer's buffer, written one after the other, in the order of their bytes. Used once. */
final class SortedParts {
    private final ValueWriter out;
    private final int start;
    private int[] ends = new int[8];
    private int count;

    SortedParts(ValueWriter out) {
        this.out = out;
        this.start = out.position();
    }

    /** The part that began where the last one ended, ends here. */
    void endPart() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = out.position();
    }

    /** Orders all parts. */
    void finish() {
        byte[] bytes = out.getBuffer();
        var order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(bytes, from(a), ends[a], bytes, from(b), ends[b]));
        byte[] sorted = new byte[out.position() - start];
        int at = 0;
        for (int part : order) {
            int length = ends[part] - from(part);
            System.arraycopy(bytes, from(part), sorted, at, length);
            at += length;
        }
        System.arraycopy(sorted, 0, bytes, start, at);
    }

    private int from(int part) {
        return part == 0 ? start : ends[part - 1];
    }
}
