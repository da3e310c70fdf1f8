package org.gridspace.codec;

import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Classes of a user's, of each kind that the codec treats in its own way. */
final class Samples {
    private Samples() {}

    enum Colour {
        RED,
        GREEN {
            @Override
            String shade() {
                return "lime";
            }
        },
        BLUE;

        String shade() {
            return name();
        }
    }

    static class Shape implements Serializable {
        private static final long serialVersionUID = 1L;
        private String name = "unnamed";
        protected int sides;
        transient int cached = 5;

        Shape() {}

        Shape(String name, int sides) {
            this.name = name;
            this.sides = sides;
        }

        @Override
        public boolean equals(Object other) {
            return other != null
                    && other.getClass() == getClass()
                    && name.equals(((Shape) other).name)
                    && sides == ((Shape) other).sides;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, sides);
        }

        @Override
        public String toString() {
            return getClass().getSimpleName() + "(" + name + "," + sides + ")";
        }
    }

    /** Hides a field of its superclass and has one of each primitive type. */
    static final class Polygon extends Shape {
        private static final long serialVersionUID = 1L;
        private final List<Shape> parts;
        private String name;
        boolean closed;
        byte small;
        short medium;
        char letter;
        long large;
        float single;
        double twice;

        private Polygon() {
            this("", List.of());
        }

        Polygon(String name, List<Shape> parts) {
            super("super of " + name, parts.size());
            this.name = name;
            this.parts = new ArrayList<>(parts);
            closed = true;
            small = -1;
            medium = 300;
            letter = 'x';
            large = Long.MIN_VALUE;
            single = 1.5f;
            twice = -0.0;
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other)
                    && name.equals(((Polygon) other).name)
                    && parts.equals(((Polygon) other).parts)
                    && large == ((Polygon) other).large;
        }

        @Override
        public int hashCode() {
            return Objects.hash(super.hashCode(), name, parts);
        }
    }

    record Point(double y, double x, Map<String, Object> notes) implements Serializable {}

    record Pair(Object left, Object right) implements Serializable {}

    /** A superclass that isn't serializable keeps what its constructor made. */
    static class Unstored {
        int base = 3;
    }

    static final class OnUnstored extends Unstored implements Serializable {
        private static final long serialVersionUID = 1L;
        int own = 4;
    }

    static final class WithoutNoArgConstructor implements Serializable {
        private static final long serialVersionUID = 1L;
        final int value;

        WithoutNoArgConstructor(int value) {
            this.value = value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WithoutNoArgConstructor that && that.value == value;
        }

        @Override
        public int hashCode() {
            return value;
        }
    }

    /** Only one object of it per value in a process. */
    static final class Interned implements Serializable {
        private static final long serialVersionUID = 1L;
        static final Interned ONE = new Interned();

        private Interned() {}

        private Object readResolve() {
            return ONE;
        }
    }

    static final class Self implements Externalizable {
        int value;

        public Self() {}

        @Override
        public void writeExternal(ObjectOutput out) throws java.io.IOException {
            out.writeInt(value);
        }

        @Override
        public void readExternal(ObjectInput in) throws java.io.IOException {
            value = in.readInt();
        }
    }

    /** Part of a cycle, through a map or directly. */
    static final class Node implements Serializable {
        private static final long serialVersionUID = 1L;
        Object next;
        String label = "";

        Node() {}

        Node(Object next) {
            this.next = next;
        }
    }

    interface Named {
        String label();
    }

    /** A record as a value of an interface type. */
    record Label(String label) implements Named, Serializable, Comparable<Label> {
        @Override
        public int compareTo(Label other) {
            return label.compareTo(other.label);
        }
    }
}
