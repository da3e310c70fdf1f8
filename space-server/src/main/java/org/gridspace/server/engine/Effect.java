package org.gridspace.server.engine;

/**
 * Something to be done outside that concerns a transaction. What came of it returns as a command that names the same transaction;
 * until then the engine remembers the effect and tells it again on {@link SpaceEngine#retell}. Doing one twice is harmless. Nobody
 * changes the arrays in here: they are what a client has sent, a stranger's serialized object.
 */
public sealed interface Effect {
    /** The transaction's number in this space. */
    long transaction();

    /** Find out who this manager is. Result: {@link Command.ManagerIs} or {@link Command.EnlistFailed}. */
    record Identify(long transaction, byte[] manager) implements Effect {}

    /**
     * Join a manager's transaction. Result: {@link Command.Joined} or {@link Command.EnlistFailed}.
     *
     * @param transaction its number in this space
     * @param name the manager's name
     * @param manager the manager
     * @param id the transaction's number there
     * @param crashCount what to tell it
     */
    record Join(long transaction, String name, byte[] manager, long id, long crashCount) implements Effect {}

    /** Ask a manager what became of its transaction. Result: {@link Command.Answered}. */
    record Ask(long transaction, byte[] manager, long id) implements Effect {}

    /** Find out who this participant is. Result: {@link Command.MemberIs} or {@link Command.MemberRefused}. */
    record Examine(long transaction, int member, byte[] participant) implements Effect {}

    /** Ask a participant whether it can commit. Result: {@link Command.Voted}. */
    record Prepare(long transaction, int member, byte[] participant) implements Effect {}

    /** Tell a participant what was decided, until it knows. Result: {@link Command.Told}. */
    record Tell(long transaction, int member, byte[] participant, boolean commit) implements Effect {}
}
