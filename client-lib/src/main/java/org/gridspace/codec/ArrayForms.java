package org.gridspace.codec;

import java.lang.reflect.Array;
import java.util.ArrayList;

/** Arrays: those of primitives as a count and packed elements, the others as their component class and elements. */
final class ArrayForms {
    private ArrayForms() {}

    static void register() {
        Forms.add(Tag.BYTES, byte[].class, ArrayForms::writeBytes, in -> in.readBytes(in.byteLength(1)));
        Forms.add(
                Tag.BOOLEANS,
                boolean[].class,
                (ValueWriter out, boolean[] array) -> {
                    out.writeVarInt(array.length, true);
                    for (boolean element : array) {
                        out.writeByte(element ? 1 : 0);
                    }
                },
                ArrayForms::readBooleans);
        Forms.add(
                Tag.SHORTS,
                short[].class,
                (ValueWriter out, short[] array) -> {
                    out.writeVarInt(array.length, true);
                    for (short element : array) {
                        out.putRawShort(element ^ 0x8000);
                    }
                },
                in -> {
                    var array = new short[in.byteLength(2)];
                    for (int i = 0; i < array.length; i++) {
                        array[i] = (short) (in.rawShort() ^ 0x8000);
                    }
                    return array;
                });
        Forms.add(
                Tag.CHARACTERS,
                char[].class,
                (ValueWriter out, char[] array) -> {
                    out.writeVarInt(array.length, true);
                    for (char element : array) {
                        out.putRawShort(element);
                    }
                },
                in -> {
                    var array = new char[in.byteLength(2)];
                    for (int i = 0; i < array.length; i++) {
                        array[i] = (char) in.rawShort();
                    }
                    return array;
                });
        registerIntegers();
        registerFloats();
        Forms.reading(Tag.OBJECTS, ArrayForms::readObjects);
    }

    private static void registerIntegers() {
        Forms.add(
                Tag.INTEGERS,
                int[].class,
                (ValueWriter out, int[] array) -> {
                    out.writeVarInt(array.length, true);
                    for (int element : array) {
                        out.putInt(element);
                    }
                },
                in -> {
                    var array = new int[in.byteLength(4)];
                    for (int i = 0; i < array.length; i++) {
                        array[i] = in.getInt();
                    }
                    return array;
                });
        Forms.add(
                Tag.LONGS,
                long[].class,
                (ValueWriter out, long[] array) -> {
                    out.writeVarInt(array.length, true);
                    for (long element : array) {
                        out.putLong(element);
                    }
                },
                in -> {
                    var array = new long[in.byteLength(8)];
                    for (int i = 0; i < array.length; i++) {
                        array[i] = in.getLong();
                    }
                    return array;
                });
    }

    private static void registerFloats() {
        Forms.add(
                Tag.FLOATS,
                float[].class,
                (ValueWriter out, float[] array) -> {
                    out.writeVarInt(array.length, true);
                    for (float element : array) {
                        out.putFloat(element);
                    }
                },
                in -> {
                    var array = new float[in.byteLength(4)];
                    for (int i = 0; i < array.length; i++) {
                        array[i] = in.getFloat();
                    }
                    return array;
                });
        Forms.add(
                Tag.DOUBLES,
                double[].class,
                (ValueWriter out, double[] array) -> {
                    out.writeVarInt(array.length, true);
                    for (double element : array) {
                        out.putDouble(element);
                    }
                },
                in -> {
                    var array = new double[in.byteLength(8)];
                    for (int i = 0; i < array.length; i++) {
                        array[i] = in.getDouble();
                    }
                    return array;
                });
    }

    private static void writeBytes(ValueWriter out, byte[] array) {
        out.writeVarInt(array.length, true);
        out.writeBytes(array);
    }

    private static boolean[] readBooleans(ValueReader in) throws UnreadableValue {
        var array = new boolean[in.byteLength(1)];
        for (int i = 0; i < array.length; i++) {
            int element = in.readByteUnsigned();
            if (element > 1) {
                throw UnreadableValue.malformed("boolean");
            }
            array[i] = element == 1;
        }
        return array;
    }

    /** Writes an array of anything but primitives. */
    static void writeObjects(ValueWriter out, Object value) {
        out.enter(value);
        out.writeByte(Tag.OBJECTS);
        out.putClass(value.getClass().getComponentType());
        for (Object element : (Object[]) value) {
            out.putValue(element);
        }
        out.writeByte(Tag.END);
        out.leave();
    }

    private static Object readObjects(ValueReader in) throws UnreadableValue {
        in.enter();
        Class<?> component = in.namedClass().type;
        var elements = new ArrayList<Object>();
        while (in.more()) {
            elements.add(in.value());
        }
        in.leave();
        if (component.isPrimitive()) {
            throw UnreadableValue.malformed("array of primitives");
        }
        return elements.toArray((Object[]) Array.newInstance(component, 0));
    }
}
