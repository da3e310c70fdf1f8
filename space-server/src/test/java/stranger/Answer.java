package stranger;

import net.jini.core.entry.Entry;

/** What became of a {@link Job}. */
public class Answer implements Entry {
    private static final long serialVersionUID = 1L;

    public Integer id;
    public Long sum;

    public Answer() {}

    public Answer(Integer id, Long sum) {
        this.id = id;
        this.sum = sum;
    }
}
