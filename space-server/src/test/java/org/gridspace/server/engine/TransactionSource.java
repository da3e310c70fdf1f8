package org.gridspace.server.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Random commands about transactions as a whole, with few numbers, managers and participants, so that they meet. */
final class TransactionSource {
    /** Two forms of one manager, and another one; participants likewise. */
    private static final byte[][] STRANGERS = {bytes("m1"), bytes("m2"), bytes("n1")};

    private static final int NUMBERS = 8;

    private final Random random;
    private final ReferenceSpace space;

    TransactionSource(Random random, ReferenceSpace space) {
        this.random = random;
        this.space = space;
    }

    /** One that a client may choose. */
    long number() {
        return (1L << 40) + random.nextInt(NUMBERS);
    }

    /** What a session may ask. */
    Command.OfSession asked(Command.Origin origin, long transaction) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> new Command.Enlist(origin, number(), stranger().clone(), random.nextInt(2));
            case 4, 5, 6 -> new Command.Join(origin, transaction, stranger().clone(), random.nextInt(8) == 0 ? 2 : 1);
            case 7 -> new Command.GetState(origin, transaction);
            default ->
                new Command.Settle(
                        origin, transaction, random.nextInt(4) > 0, random.nextBoolean() ? 0 : random.nextInt(300) - 1);
        };
    }

    /** What somebody else may say. */
    Command.OfTransaction said() {
        long number = deal();
        return switch (random.nextInt(16)) {
            case 0, 1 -> new Command.ManagerIs(number, name());
            case 2, 3 -> new Command.Joined(number);
            case 4 -> new Command.EnlistFailed(number, Refusal.UNREACHABLE, "");
            case 5, 6 -> new Command.Answered(number, oneOf(Command.ManagerSays.values()));
            case 7, 8 -> new Command.PrepareForeign(name(), random.nextInt(2), random.nextInt(4) == 0);
            case 9 -> new Command.EndForeign(name(), random.nextInt(2), random.nextBoolean());
            case 10, 11 -> new Command.MemberIs(number, member(), name());
            case 12 ->
                random.nextInt(5) > 0
                        ? new Command.Told(number, member())
                        : new Command.MemberRefused(number, member(), "");
            case 13, 14 -> new Command.Voted(number, member(), vote());
            default -> new Command.Told(number, member());
        };
    }

    private Command.Vote vote() {
        return random.nextInt(5) == 0 ? oneOf(Command.Vote.values()) : Command.Vote.PREPARED;
    }

    private long deal() {
        List<Long> open = List.copyOf(space.deals.keySet());
        return open.isEmpty() || random.nextInt(20) == 0 ? number() : open.get(random.nextInt(open.size()));
    }

    private int member() {
        return random.nextInt(4) - (random.nextInt(30) == 0 ? 1 : 0);
    }

    private String name() {
        return random.nextInt(3) == 0 ? "n" : "m";
    }

    private byte[] stranger() {
        return oneOf(STRANGERS);
    }

    private <T> T oneOf(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
