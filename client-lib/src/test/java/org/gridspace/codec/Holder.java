package org.gridspace.codec;

import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import org.gridspace.entry.PackedEntry;
import org.gridspace.entry.PackedFields;

/** An entry with one field of any type, and the way of a single value through the codec. */
public class Holder implements Entry {
    private static final long serialVersionUID = 1L;

    public Object value;

    public Holder() {}

    static Holder of(Object value) {
        var holder = new Holder();
        holder.value = value;
        return holder;
    }

    static byte[] encode(EntryCodec codec, Object value) {
        byte[] encoded = PackedFields.unpack(codec.pack(of(value)).fields(), 1)[0];
        if (encoded == null) {
            throw new AssertionError("a value became null");
        }
        return encoded;
    }

    static Object decode(EntryCodec codec, byte[] encoded) throws UnusableEntryException {
        var packed = new PackedEntry(codec.typeOf(Holder.class), PackedFields.pack(new byte[][] {encoded}));
        return ((Holder) codec.unpack(packed)).value;
    }
}
