package org.gridspace.client;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.gridspace.codec.EntryCodec;

/**
 * Values that a field may be compared with.
 *
 * @param name the field's, with that of its class, for messages
 * @param type its declared type
 */
record FieldValue(String name, Class<?> type) {
    /** The value as the field would have it. */
    byte[] encode(Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " can't be compared with null");
        }
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        Object fitting = value instanceof Number number ? fitting(number, boxed) : value;
        if (!boxed.isInstance(fitting)) {
            throw new IllegalArgumentException(name + " is a " + boxed.getName() + " and can't be compared with a "
                    + value.getClass().getName());
        }
        return SpaceClients.codec().encode(fitting);
    }

    /** The same, if the value is of a kind whose encoding keeps the order. */
    byte[] encodeOrdered(Object value) {
        byte[] encoded = encode(value);
        if (!EntryCodec.isOrdered(encoded)) {
            throw new IllegalArgumentException(
                    name + " can't be compared with a " + value.getClass().getName() + ": it has no order in a space");
        }
        return encoded;
    }

    /** The same number in the field's type, or as it is if it doesn't fit. */
    private Object fitting(Number value, Class<?> boxed) {
        if (boxed.isInstance(value) || value instanceof Double || value instanceof Float) {
            return boxed == Double.class && value instanceof Float ? (Object) value.doubleValue() : value;
        }
        boolean whole = value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger;
        if (!whole) {
            return value;
        }
        var exact = new BigInteger(value.toString());
        try {
            return converted(exact, boxed, value);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    name + " is a " + boxed.getName() + ", and " + value + " is out of range", e);
        }
    }

    private static Object converted(BigInteger exact, Class<?> boxed, Number value) {
        if (boxed == Integer.class) {
            return exact.intValueExact();
        } else if (boxed == Long.class) {
            return exact.longValueExact();
        } else if (boxed == Short.class) {
            return exact.shortValueExact();
        } else if (boxed == Byte.class) {
            return exact.byteValueExact();
        } else if (boxed == BigInteger.class) {
            return exact;
        } else if (boxed == BigDecimal.class) {
            return new BigDecimal(exact);
        } else if (boxed == Double.class && exact.bitLength() <= 53) {
            return exact.doubleValue();
        } else if (boxed == Float.class && exact.bitLength() <= 24) {
            return exact.floatValue();
        }
        return value;
    }

    /** The field's name. */
    @Override
    public String toString() {
        return name;
    }
}
