package stranger;

import net.jini.core.entry.Entry;

/** A piece of work: to add up the numbers below {@link #upTo}. */
public class Job implements Entry {
    private static final long serialVersionUID = 1L;

    public String kind;
    public Integer id;
    public Long upTo;

    public Job() {}

    public Job(String kind, Integer id, Long upTo) {
        this.kind = kind;
        this.id = id;
        this.upTo = upTo;
    }
}
