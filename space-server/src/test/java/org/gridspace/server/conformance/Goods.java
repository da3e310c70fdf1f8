package org.gridspace.server.conformance;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jini.core.entry.Entry;

/** Entries and values of the kinds that real programs have, and some that break the rules. */
final class Goods {
    private Goods() {}

    /** Fields of declared types that say little. */
    public static class Mixed implements Entry {
        private static final long serialVersionUID = 1L;
        public String key;
        public Collection<String> names;
        public AtomicLong counter;
        public Object anything;
        public Comparable<?> comparable;
        public byte[] bytes;

        public Mixed() {}
    }

    /** Two fields that may hold the same object. */
    public static class Pair implements Entry {
        private static final long serialVersionUID = 1L;
        public List<String> left;
        public List<String> right;

        public Pair() {}
    }

    /** Fields of which only {@link #counts} counts. */
    public static class Mostly implements Entry {
        private static final long serialVersionUID = 1L;
        public static String shared = "shared";
        public String counts;
        public transient String fleeting = "constructor";
        public final String fixed = "constructor";
        protected String guarded = "constructor";
        String near = "constructor";
        private String hidden = "constructor";

        public Mostly() {}

        void change(String to) {
            fleeting = to;
            guarded = to;
            near = to;
            hidden = to;
        }

        List<String> uncounted() {
            return List.of(fleeting, fixed, guarded, near, hidden);
        }
    }

    /** Breaks the rules: a primitive field. */
    public static class WithPrimitive implements Entry {
        private static final long serialVersionUID = 1L;
        public String key;
        public int number;

        public WithPrimitive() {}
    }

    /** Breaks the rules: no constructor without arguments. */
    public static class WithoutConstructor implements Entry {
        private static final long serialVersionUID = 1L;
        public String key;

        public WithoutConstructor(String key) {
            this.key = key;
        }
    }

    /** Breaks the rules: the constructor isn't public. */
    public static class WithHiddenConstructor implements Entry {
        private static final long serialVersionUID = 1L;
        public String key;

        WithHiddenConstructor() {}
    }

    /** An entry with a field of any value. */
    public static class Holder implements Entry {
        private static final long serialVersionUID = 1L;
        public String key;
        public Object value;

        public Holder() {}

        public Holder(String key, Object value) {
            this.key = key;
            this.value = value;
        }
    }

    /** Says that it equals every other. */
    public static final class Lookalike implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String text;

        public Lookalike(String text) {
            this.text = text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Lookalike;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Says that it equals nothing, itself included. */
    public static final class Loner implements Serializable {
        private static final long serialVersionUID = 1L;
        final String text;

        public Loner(String text) {
            this.text = text;
        }

        @Override
        @SuppressWarnings("EqualsDoesntCheckParameterClass")
        public boolean equals(Object other) {
            return false;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Can be written but not read. */
    public static final class Poison implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String text = "poison";

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            throw new java.io.InvalidObjectException(text);
        }
    }

    /** Can be written; to read it fails in one way or another. */
    public static final class Failing implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Way way;

        /** What is thrown. */
        public enum Way {
            IO,
            MISSING,
            RUNTIME,
            LINKAGE
        }

        public Failing(Way way) {
            this.way = way;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            switch (way) {
                case IO -> throw new IOException("io");
                case MISSING -> throw new ClassNotFoundException("missing");
                case RUNTIME -> throw new IllegalStateException("runtime");
                case LINKAGE -> throw new NoClassDefFoundError("linkage");
            }
        }
    }

    /** Isn't serializable. */
    public static final class Unwritable {
        final String text = "stays here";
    }
}
