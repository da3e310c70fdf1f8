package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The participants of a shared transaction, and those who wait for its end. */
final class Ballot {
    private final List<Member> members = new ArrayList<>();
    private final List<Settler> settlers = new ArrayList<>();
    private long untilMillis = SpaceTime.NEVER;

    /** How far a participant is. */
    enum Progress {
        /** It isn't known yet who it is. */
        EXAMINED,
        /** It takes part. */
        JOINED,
        /** It has promised that it can commit. */
        PREPARED,
        /** It needs to hear nothing any more. */
        DONE
    }

    /** A participant. */
    static final class Member {
        final int number;
        final byte[] participant;
        final long crashCount;
        final List<Command.Origin> joiners = new ArrayList<>();

        @Nullable
        String name;

        Progress progress = Progress.EXAMINED;

        Member(int number, byte[] participant, long crashCount) {
            this.number = number;
            this.participant = participant;
            this.crashCount = crashCount;
        }
    }

    /** A request to commit or abort that isn't answered, and when it must be. */
    record Settler(Command.Origin origin, long untilMillis) {}

    /** In the order in which they came. */
    List<Member> members() {
        return members;
    }

    List<Settler> settlers() {
        return settlers;
    }

    /** When the votes must be in, or participants that don't answer are given up. */
    long untilMillis() {
        return untilMillis;
    }

    void setUntil(long millis) {
        untilMillis = millis;
    }

    /** When it is next to be looked at. */
    long nextMillis() {
        long next = untilMillis;
        for (Settler settler : settlers) {
            next = Math.min(next, settler.untilMillis);
        }
        return next;
    }

    Member add(byte[] participant, long crashCount) {
        var member = new Member(members.size(), participant, crashCount);
        members.add(member);
        return member;
    }

    /** The participant with that number, or null. */
    @Nullable
    Member member(int number) {
        return number < 0 || number >= members.size() ? null : members.get(number);
    }

    /** A participant that takes part and was sent in these very bytes, or null. */
    @Nullable
    Member memberSentAs(byte[] participant) {
        for (Member member : members) {
            if (member.progress != Progress.DONE && Arrays.equals(member.participant, participant)) {
                return member;
            }
        }
        return null;
    }

    /** The participant of that name that takes part, or null. */
    @Nullable
    Member memberNamed(String name) {
        for (Member member : members) {
            if (name.equals(member.name) && member.progress != Progress.DONE) {
                return member;
            }
        }
        return null;
    }

    boolean isAny(Progress progress) {
        return members.stream().anyMatch(member -> member.progress == progress);
    }

    boolean isDone() {
        return members.stream().allMatch(member -> member.progress == Progress.DONE);
    }
}
