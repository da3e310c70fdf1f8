package org.gridspace.server.contract;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.jini.core.entry.Entry;

/** An entry with fields of every visibility, and some of interface types. */
public class Bag implements Entry {
    private static final long serialVersionUID = 1L;

    public static String common = "common";

    public final String fixed = "fixed";
    public transient String fleeting;
    protected String guarded = "from the constructor";
    String unseen = "from the constructor";
    public String name;
    public Map<String, Integer> counts;
    public Collection<String> words;
    public List<String> first;
    public List<String> second;
    public Object anything;

    public Bag() {}

    public Bag(String name) {
        this.name = name;
    }

    String guarded() {
        return guarded;
    }

    String unseen() {
        return unseen;
    }
}
