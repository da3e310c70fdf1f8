package stranger;

import net.jini.core.entry.Entry;

/** An entry class of the stranger's own. */
public class Picture implements Entry {
    private static final long serialVersionUID = 1L;

    public Integer number;
    public Detail detail;

    public Picture() {}
}
