package stranger;

import net.jini.core.entry.Entry;

/** An entry class whose declaration doesn't say what is in it. */
public class Parcel implements Entry {
    private static final long serialVersionUID = 1L;

    public Integer number;
    public Object content;

    public Parcel() {}
}
