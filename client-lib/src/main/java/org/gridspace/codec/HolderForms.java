package org.gridspace.codec;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Objects that hold one value, and bit sets. */
final class HolderForms {
    private HolderForms() {}

    static void register() {
        Forms.add(
                Tag.OPTIONAL,
                Optional.class,
                (ValueWriter out, Optional<?> value) -> writeHeld(out, value, value.orElse(null)),
                in -> Optional.ofNullable(readHeld(in)));
        Forms.add(
                Tag.OPTIONAL_INT,
                OptionalInt.class,
                (ValueWriter out, OptionalInt value) -> out.putValue(value.isPresent() ? value.getAsInt() : null),
                in -> in.value() instanceof Integer held ? OptionalInt.of(held) : OptionalInt.empty());
        Forms.add(
                Tag.OPTIONAL_LONG,
                OptionalLong.class,
                (ValueWriter out, OptionalLong value) -> out.putValue(value.isPresent() ? value.getAsLong() : null),
                in -> in.value() instanceof Long held ? OptionalLong.of(held) : OptionalLong.empty());
        Forms.add(
                Tag.OPTIONAL_DOUBLE,
                OptionalDouble.class,
                (ValueWriter out, OptionalDouble value) -> out.putValue(value.isPresent() ? value.getAsDouble() : null),
                in -> in.value() instanceof Double held ? OptionalDouble.of(held) : OptionalDouble.empty());
        Forms.add(
                Tag.ATOMIC_BOOLEAN,
                AtomicBoolean.class,
                (ValueWriter out, AtomicBoolean value) -> out.writeByte(value.get() ? 1 : 0),
                in -> new AtomicBoolean(in.readByte() != 0));
        Forms.add(
                Tag.ATOMIC_INTEGER,
                AtomicInteger.class,
                (ValueWriter out, AtomicInteger value) -> out.putInt(value.get()),
                in -> new AtomicInteger(in.getInt()));
        Forms.add(
                Tag.ATOMIC_LONG,
                AtomicLong.class,
                (ValueWriter out, AtomicLong value) -> out.putLong(value.get()),
                in -> new AtomicLong(in.getLong()));
        Forms.add(
                Tag.ATOMIC_REFERENCE,
                AtomicReference.class,
                (ValueWriter out, AtomicReference<?> value) -> writeHeld(out, value, value.get()),
                in -> new AtomicReference<>(readHeld(in)));
        Forms.add(
                Tag.BIT_SET,
                BitSet.class,
                (ValueWriter out, BitSet value) -> {
                    byte[] bits = value.toByteArray();
                    out.writeVarInt(bits.length, true);
                    out.writeBytes(bits);
                },
                in -> BitSet.valueOf(in.readBytes(in.byteLength(1))));
    }

    private static void writeHeld(ValueWriter out, Object holder, @Nullable Object held) {
        out.enter(holder);
        out.putValue(held);
        out.leave();
    }

    private static @Nullable Object readHeld(ValueReader in) throws UnreadableValue {
        in.enter();
        Object held = in.value();
        in.leave();
        return held;
    }
}
