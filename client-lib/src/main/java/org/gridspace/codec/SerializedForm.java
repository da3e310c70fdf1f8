package org.gridspace.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/**
 * Java serialization, for classes that have a say in it or can't be made by a constructor and for graphs with cycles:
 * the length of the stream and the stream. Two such values match when their streams are equal, which equal values don't
 * promise.
 */
final class SerializedForm {
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
        try (var stream = new Filtered(new ByteArrayInputStream(bytes), in.classes(), bytes.length)) {
            Object value = stream.readObject();
            if (value == null) {
                throw UnreadableValue.malformed("serialized null");
            }
            return value;
        } catch (UnreadableValue e) {
            throw e;
        } catch (ClassNotFoundException | IOException e) {
            throw new UnreadableValue(e.toString(), e);
        }
    }

    /** Finds classes as the rest of the entry does, and only those. */
    private static final class Filtered extends ObjectInputStream {
        private final ClassSource classes;

        Filtered(InputStream in, ClassSource classes, int length) throws IOException {
            super(in);
            this.classes = classes;
            ObjectInputFilter filter = classes.filter(length);
            Platform.privileged(() -> {
                setObjectInputFilter(filter);
                return true;
            });
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException {
            return classes.resolve(described.getName());
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
            for (String name : interfaces) {
                classes.resolve(name);
            }
            return super.resolveProxyClass(interfaces);
        }
    }
}
