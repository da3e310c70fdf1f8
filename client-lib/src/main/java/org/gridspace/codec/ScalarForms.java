package org.gridspace.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;

/** Numbers, characters, text and UUIDs: within a class, bytes are ordered as {@code compareTo} orders values. */
final class ScalarForms {
    /** Most significant digits of a decimal in the ordered form. */
    static final int ORDERED_DIGITS = 1000;

    private static final int NEGATIVE = 1;
    private static final int ZERO = 2;
    private static final int POSITIVE = 3;

    private ScalarForms() {}

    static void register() {
        Forms.writing(Boolean.class, (out, value) -> out.writeByte((Boolean) value ? Tag.TRUE : Tag.FALSE));
        Forms.reading(Tag.FALSE, in -> false);
        Forms.reading(Tag.TRUE, in -> true);
        Forms.add(Tag.BYTE, Byte.class, (ValueWriter out, Byte value) -> out.writeByte(value ^ 0x80), in ->
                (byte) (in.readByte() ^ 0x80));
        Forms.add(Tag.SHORT, Short.class, (ValueWriter out, Short value) -> out.putRawShort(value ^ 0x8000), in ->
                (short) (in.rawShort() ^ 0x8000));
        Forms.add(Tag.CHARACTER, Character.class, (ValueWriter out, Character value) -> out.putRawShort(value), in ->
                (char) in.rawShort());
        Forms.add(Tag.INTEGER, Integer.class, ValueWriter::putInt, ValueReader::getInt);
        Forms.add(Tag.LONG, Long.class, ValueWriter::putLong, ValueReader::getLong);
        Forms.add(Tag.FLOAT, Float.class, ValueWriter::putFloat, ValueReader::getFloat);
        Forms.add(Tag.DOUBLE, Double.class, ValueWriter::putDouble, ValueReader::getDouble);
        Forms.add(Tag.STRING, String.class, ValueWriter::putText, ValueReader::text);
        Forms.add(Tag.BIG_INTEGER, BigInteger.class, ScalarForms::writeBigInteger, ScalarForms::readBigInteger);
        Forms.writing(BigDecimal.class, (out, value) -> writeBigDecimal(out, (BigDecimal) value));
        Forms.reading(Tag.BIG_DECIMAL, ScalarForms::readBigDecimal);
        Forms.reading(Tag.LONG_DECIMAL, ScalarForms::readLongDecimal);
        Forms.add(
                Tag.UUID,
                UUID.class,
                (ValueWriter out, UUID value) -> {
                    out.putLong(value.getMostSignificantBits());
                    out.putLong(value.getLeastSignificantBits());
                },
                in -> new UUID(in.getLong(), in.getLong()));
    }

    /** Two's complement bytes behind their number, which is negative for a negative value. */
    private static void writeBigInteger(ValueWriter out, BigInteger value) {
        byte[] bytes = value.toByteArray();
        out.putCompact(value.signum() < 0 ? -bytes.length : bytes.length);
        out.writeBytes(bytes);
    }

    private static BigInteger readBigInteger(ValueReader in) throws UnreadableValue {
        long length = Math.abs(in.compact());
        if (length < 1 || length > in.limit() - in.position()) {
            throw UnreadableValue.malformed("integer");
        }
        return new BigInteger(in.readBytes((int) length));
    }

    /**
     * Sign, power of ten, significant digits two a byte (1 to 100, 0 ends them), scale; the power and the digits are
     * complemented in a negative number. 1.0 and 1.00 differ in the scale alone.
     */
    private static void writeBigDecimal(ValueWriter out, BigDecimal value) {
        if (value.precision() > ORDERED_DIGITS) {
            out.writeByte(Tag.LONG_DECIMAL);
            out.putInt(value.scale());
            writeBigInteger(out, value.unscaledValue());
            return;
        }
        out.writeByte(Tag.BIG_DECIMAL);
        int sign = value.signum();
        out.writeByte(sign < 0 ? NEGATIVE : sign > 0 ? POSITIVE : ZERO);
        if (sign != 0) {
            String all = value.unscaledValue().abs().toString();
            int count = all.length();
            long power = (long) count - value.scale();
            out.putCompact(sign < 0 ? ~power : power);
            while (all.charAt(count - 1) == '0') {
                count--;
            }
            int flip = sign < 0 ? 0xff : 0;
            for (int i = 0; i < count; i += 2) {
                int pair = (all.charAt(i) - '0') * 10 + (i + 1 < count ? all.charAt(i + 1) - '0' : 0);
                out.writeByte(pair + 1 ^ flip);
            }
            out.writeByte(flip);
        }
        out.putInt(value.scale());
    }

    private static BigDecimal readBigDecimal(ValueReader in) throws UnreadableValue {
        int sign = in.readByteUnsigned();
        if (sign == ZERO) {
            return new BigDecimal(BigInteger.ZERO, in.getInt());
        }
        if (sign != NEGATIVE && sign != POSITIVE) {
            throw UnreadableValue.malformed("decimal");
        }
        int flip = sign == NEGATIVE ? 0xff : 0;
        long compact = in.compact();
        long power = sign == NEGATIVE ? ~compact : compact;
        var digits = new StringBuilder();
        for (int b = in.readByteUnsigned() ^ flip; b != 0; b = in.readByteUnsigned() ^ flip) {
            if (b > 100 || digits.length() > ORDERED_DIGITS) {
                throw UnreadableValue.malformed("decimal");
            }
            digits.append((char) ('0' + (b - 1) / 10)).append((char) ('0' + (b - 1) % 10));
        }
        int scale = in.getInt();
        long count = power + scale; // power is bounded by the encoder; a wild one overflows into the check below
        if (power > 1L << 33
                || power < -(1L << 33)
                || count < 1
                || count > ORDERED_DIGITS
                || digits.length() > count + 1) {
            throw UnreadableValue.malformed("decimal");
        }
        if (digits.length() > count) {
            digits.setLength((int) count); // the last pair was filled up with a zero
        }
        while (digits.length() < count) {
            digits.append('0');
        }
        var unscaled = new BigInteger(digits.toString());
        return new BigDecimal(sign == NEGATIVE ? unscaled.negate() : unscaled, scale);
    }

    private static BigDecimal readLongDecimal(ValueReader in) throws UnreadableValue {
        int scale = in.getInt();
        return new BigDecimal(readBigInteger(in), scale);
    }
}
