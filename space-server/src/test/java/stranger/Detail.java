package stranger;

import java.io.Serializable;

/** A class of the stranger's own, as the value of a field. */
public final class Detail implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Two plain values. */
    public String text = "";

    public int number;

    /** For the space's codec. */
    public Detail() {}

    /** Both values. */
    public Detail(String text, int number) {
        this.text = text;
        this.number = number;
    }
}
