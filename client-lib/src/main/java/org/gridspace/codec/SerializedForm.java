package org.gridspace.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Java serialization, for classes that have a say in it or can't be made by a constructor and for graphs with cycles:
 * the length of the stream and the stream. Two such values match when their streams are equal, which equal values don't
 * promise.
 */
final class SerializedForm {
    /** Deepest graph that is read. */
    private static final int MAX_DEPTH = 500;
    /** Room in a hash table beyond its elements. */
    private static final int SPARE = 64;

    private SerializedForm() {}

    static void write(ValueWriter out, Object value) {
        out.enter(value);
        var bytes = new ByteArrayOutputStream(256);
        try (var stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(value);
        } catch (NotSerializableException e) {
            throw new Unwritable(e.getMessage() + " isn't Serializable", e);
        } catch (StackOverflowError e) {
            throw new Unwritable("nested too deeply for Java serialization", e);
        } catch (IOException e) {
            throw new Unwritable(e.toString(), e);
        }
        out.writeByte(Tag.SERIALIZED);
        out.writeVarInt(bytes.size(), true);
        out.writeBytes(bytes.toByteArray());
        out.leave();
    }

    static Object read(ValueReader in) throws UnreadableValue {
        byte[] bytes = in.readBytes(in.byteLength(1));
        var guard = new Guard(in.classes(), bytes.length);
        try (var stream = new Guarded(new ByteArrayInputStream(bytes), guard)) {
            Object value = stream.readObject();
            if (value == null) {
                throw UnreadableValue.malformed("serialized null");
            }
            return value;
        } catch (UnreadableValue e) {
            throw e;
        } catch (ClassNotFoundException | IOException e) {
            String refusal = guard.refusal;
            throw refusal == null ? UnreadableValue.thrown(e.toString(), e) : new UnreadableValue(refusal, e);
        }
    }

    /** Says what may be in a stream of so many bytes, and keeps why it said no; the process's own filter is asked too. */
    private static final class Guard implements ObjectInputFilter {
        private final ClassSource classes;
        private final int length;
        private final @Nullable ObjectInputFilter process =
                Platform.privileged(ObjectInputFilter.Config::getSerialFilter);
        private @Nullable String refusal;

        Guard(ClassSource classes, int length) {
            this.classes = classes;
            this.length = length;
        }

        @Override
        public Status checkInput(FilterInfo info) {
            Class<?> type = info.serialClass();
            if (process != null && process.checkInput(info) == Status.REJECTED) {
                refusal = "refused by jdk.serialFilter" + (type == null ? "" : ": class " + type.getName());
            } else if (info.depth() > MAX_DEPTH) {
                refusal = "serialized more than " + MAX_DEPTH + " levels deep";
            } else if (info.arrayLength() > length + SPARE || info.references() > length) {
                refusal = UnreadableValue.malformed("more elements or references than bytes")
                        .getMessage();
            } else if (type != null && !classes.permits(type)) {
                refusal = AllowList.refusal(type).getMessage();
            }
            return refusal == null ? Status.ALLOWED : Status.REJECTED;
        }
    }

    /** Finds classes as the rest of the entry does, and only those. */
    private static final class Guarded extends ObjectInputStream {
        private final Guard guard;
        private final HashingCost cost;

        Guarded(InputStream in, Guard guard) throws IOException {
            super(in);
            this.guard = guard;
            this.cost = new HashingCost(guard.length);
            Platform.privileged(() -> {
                setObjectInputFilter(guard);
                return enableResolveObject(true);
            });
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException {
            return guard.classes.resolve(described.getName());
        }

        @Override
        protected Class<?> resolveProxyClass(String[] names) throws IOException {
            var interfaces = new ArrayList<Class<?>>();
            for (String name : names) {
                interfaces.add(guard.classes.resolve(name));
            }
            return guard.classes.proxyClass(interfaces);
        }

        @Override
        protected Object resolveObject(Object read) throws InvalidObjectException {
            cost.add(read);
            return read;
        }
    }
}
