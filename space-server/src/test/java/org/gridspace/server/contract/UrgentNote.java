package org.gridspace.server.contract;

/** An entry that adds a field to another one. */
public class UrgentNote extends Note {
    private static final long serialVersionUID = 1L;

    public String deadline;

    public UrgentNote() {}

    public UrgentNote(String topic, Integer number, String deadline) {
        super(topic, number);
        this.deadline = deadline;
    }
}
