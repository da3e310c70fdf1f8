package org.gridspace.wire;

import java.util.ArrayList;
import java.util.List;

/** Replies as frames. Static functions; {@code docs/wire-format.md} describes the bytes. */
public final class ReplyCodec {
    /** What one message takes at least: an opcode and a sequence number. */
    private static final int MIN_MESSAGE_BYTES = 2;
    /** What one line of a census takes at least. */
    private static final int MIN_LINE_BYTES = 2;
    /** What one entry written takes at least. */
    private static final int MIN_WRITTEN_BYTES = 2;
    /** What one entry found takes at least. */
    private static final int MIN_FOUND_BYTES = 3;

    private ReplyCodec() {}

    /**
     * Appends a reply as a frame of its own.
     *
     * @throws IllegalArgumentException if it is longer than a frame; then nothing is appended
     */
    public static void write(Reply reply, WireWriter out) {
        int start = out.beginFrame();
        reply.accept(new Body(out));
        out.endFrame(start);
    }

    /** Appends replies as one batch frame: at least one, at most {@link WireLimits#BATCH_MESSAGES}. */
    public static void writeBatch(List<Reply> replies, WireWriter out) {
        int start = out.beginFrame();
        out.u8(Opcode.REPLY_BATCH);
        out.number(replies.size());
        for (Reply reply : replies) {
            var message = new WireWriter(64);
            reply.accept(new Body(message));
            out.bytes(message.toByteArray());
        }
        out.endFrame(start);
    }

    /** Reads a frame: one reply, or those of a batch in their order. */
    public static List<Reply> read(WireReader frame) throws WireFormatException {
        int opcode = frame.u8();
        if (opcode != Opcode.REPLY_BATCH) {
            return List.of(readMessage(opcode, frame));
        }
        int count = frame.count(WireLimits.BATCH_MESSAGES, MIN_MESSAGE_BYTES + 1, "messages in a batch");
        if (count == 0) {
            throw new WireFormatException("an empty batch");
        }
        var replies = new ArrayList<Reply>(count);
        for (int i = 0; i < count; i++) {
            WireReader message = frame.slice(frame.number(WireLimits.FRAME_BYTES, "length of a message"));
            replies.add(readMessage(message.u8(), message));
        }
        frame.finish();
        return replies;
    }

    private static Reply readMessage(int opcode, WireReader in) throws WireFormatException {
        long sequence = in.number();
        if (sequence == 0 != (opcode == Opcode.FAREWELL || opcode == Opcode.EVENT)) {
            throw new WireFormatException("the number of a reply is missing, or it must not have one");
        }
        Reply reply = switch (opcode) {
            case Opcode.DONE -> new Reply.Done(sequence);
            case Opcode.REFUSED -> new Reply.Refused(sequence, RefusalCode.of(in.u8()), readDetail(in));
            case Opcode.SESSION_OPENED -> new Reply.SessionOpened(sequence, in.number());
            case Opcode.TYPE_DEFINED -> new Reply.TypeDefined(sequence, RequestCodec.readTypeId(in));
            case Opcode.TYPE_IS -> new Reply.TypeIs(sequence, TypeCodec.read(in));
            case Opcode.CENSUS -> readCensus(sequence, in);
            case Opcode.WRITTEN -> new Reply.Written(sequence, in.number(), in.number());
            case Opcode.FOUND ->
                new Reply.Found(
                        sequence, in.number(), RequestCodec.readTypeId(in), RequestCodec.readFields(in), in.number());
            case Opcode.NOTHING_FOUND -> new Reply.NothingFound(sequence);
            case Opcode.WITHDRAWN -> new Reply.Withdrawn(sequence);
            case Opcode.GRANTED -> new Reply.Granted(sequence, in.number());
            case Opcode.WRITTEN_BATCH -> readWrittenBatch(sequence, in);
            case Opcode.FOUND_BATCH -> new Reply.FoundBatch(sequence, readFound(in));
            case Opcode.CONTENTS_PAGE ->
                new Reply.ContentsPage(sequence, in.number(), in.number(), RequestCodec.readFlag(in), readFound(in));
            case Opcode.REGISTERED -> new Reply.Registered(sequence, in.number(), in.number(), in.number());
            case Opcode.EVENT -> readEvent(sequence, in);
            case Opcode.BEGUN -> new Reply.Begun(sequence, in.number(), in.number());
            case Opcode.COMMITTED ->
                new Reply.Committed(
                        sequence, RequestCodec.readNumbers(in, WireLimits.BATCH_ENTRIES, "entries of a commit"));
            case Opcode.ENLISTED -> new Reply.Enlisted(sequence, in.number());
            case Opcode.STATE_IS -> new Reply.StateIs(sequence, TransactionState.of(in.u8()));
            case Opcode.SETTLED -> new Reply.Settled(sequence, TransactionState.of(in.u8()), RequestCodec.readFlag(in));
            case Opcode.FAREWELL -> new Reply.Farewell(sequence, FarewellCode.of(in.u8()), readDetail(in));
            default -> throw new WireFormatException("unknown reply " + opcode);
        };
        in.finish();
        return reply;
    }

    private static Reply readWrittenBatch(long sequence, WireReader in) throws WireFormatException {
        int count = in.count(WireLimits.BATCH_ENTRIES, MIN_WRITTEN_BYTES, "entries of a batch");
        long[] ids = new long[count];
        long[] leases = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = in.number();
            leases[i] = in.number();
        }
        return new Reply.WrittenBatch(sequence, ids, leases);
    }

    private static List<FoundEntry> readFound(WireReader in) throws WireFormatException {
        int count = in.count(WireLimits.BATCH_ENTRIES, MIN_FOUND_BYTES, "entries of a batch");
        var entries = new ArrayList<FoundEntry>(count);
        for (int i = 0; i < count; i++) {
            entries.add(readFoundEntry(in));
        }
        return entries;
    }

    private static FoundEntry readFoundEntry(WireReader in) throws WireFormatException {
        return new FoundEntry(in.number(), RequestCodec.readTypeId(in), RequestCodec.readFields(in));
    }

    private static Reply readEvent(long sequence, WireReader in) throws WireFormatException {
        return new Reply.Event(
                sequence,
                in.number(),
                in.number(),
                in.number(),
                RequestCodec.readFlag(in),
                RequestCodec.readFlag(in) ? readFoundEntry(in) : null);
    }

    private static String readDetail(WireReader in) throws WireFormatException {
        return in.string(WireLimits.DETAIL_CHARS, "a detail");
    }

    private static Reply.Census readCensus(long sequence, WireReader in) throws WireFormatException {
        int count = in.count(WireLimits.CENSUS_TYPES, MIN_LINE_BYTES, "lines of a census");
        var lines = new ArrayList<Reply.Census.Line>(count);
        for (int i = 0; i < count; i++) {
            lines.add(new Reply.Census.Line(TypeCodec.read(in), in.number()));
        }
        return new Reply.Census(sequence, lines);
    }

    /** Writes a message without its frame. */
    private record Body(WireWriter out) implements Reply.Visitor<WireWriter> {
        private WireWriter begin(int opcode, Reply reply) {
            out.u8(opcode);
            out.number(reply.sequence());
            return out;
        }

        private void detail(String detail) {
            out.string(
                    detail.length() <= WireLimits.DETAIL_CHARS ? detail : detail.substring(0, WireLimits.DETAIL_CHARS));
        }

        @Override
        public WireWriter done(Reply.Done reply) {
            return begin(Opcode.DONE, reply);
        }

        @Override
        public WireWriter refused(Reply.Refused reply) {
            begin(Opcode.REFUSED, reply);
            out.u8(reply.reason().code());
            detail(reply.detail());
            return out;
        }

        @Override
        public WireWriter sessionOpened(Reply.SessionOpened reply) {
            begin(Opcode.SESSION_OPENED, reply);
            out.number(reply.leaseMillis());
            return out;
        }

        @Override
        public WireWriter typeDefined(Reply.TypeDefined reply) {
            begin(Opcode.TYPE_DEFINED, reply);
            out.number(reply.typeId());
            return out;
        }

        @Override
        public WireWriter typeIs(Reply.TypeIs reply) {
            TypeCodec.write(reply.type(), begin(Opcode.TYPE_IS, reply));
            return out;
        }

        @Override
        public WireWriter census(Reply.Census reply) {
            begin(Opcode.CENSUS, reply);
            out.number(reply.lines().size());
            for (Reply.Census.Line line : reply.lines()) {
                TypeCodec.write(line.type(), out);
                out.number(line.entries());
            }
            return out;
        }

        @Override
        public WireWriter written(Reply.Written reply) {
            begin(Opcode.WRITTEN, reply);
            out.number(reply.entryId());
            out.number(reply.leaseMillis());
            return out;
        }

        @Override
        public WireWriter found(Reply.Found reply) {
            begin(Opcode.FOUND, reply);
            out.number(reply.entryId());
            out.number(reply.typeId());
            out.bytes(reply.fields());
            out.number(reply.transaction());
            return out;
        }

        @Override
        public WireWriter nothingFound(Reply.NothingFound reply) {
            return begin(Opcode.NOTHING_FOUND, reply);
        }

        @Override
        public WireWriter withdrawn(Reply.Withdrawn reply) {
            return begin(Opcode.WITHDRAWN, reply);
        }

        @Override
        public WireWriter granted(Reply.Granted reply) {
            begin(Opcode.GRANTED, reply);
            out.number(reply.leaseMillis());
            return out;
        }

        private void entry(FoundEntry entry) {
            out.number(entry.entryId());
            out.number(entry.typeId());
            out.bytes(entry.fields());
        }

        private void entries(List<FoundEntry> entries) {
            out.number(entries.size());
            entries.forEach(this::entry);
        }

        @Override
        public WireWriter writtenBatch(Reply.WrittenBatch reply) {
            begin(Opcode.WRITTEN_BATCH, reply);
            out.number(reply.entryIds().length);
            for (int i = 0; i < reply.entryIds().length; i++) {
                out.number(reply.entryIds()[i]);
                out.number(reply.leaseMillis()[i]);
            }
            return out;
        }

        @Override
        public WireWriter foundBatch(Reply.FoundBatch reply) {
            begin(Opcode.FOUND_BATCH, reply);
            entries(reply.entries());
            return out;
        }

        @Override
        public WireWriter contentsPage(Reply.ContentsPage reply) {
            begin(Opcode.CONTENTS_PAGE, reply);
            out.number(reply.contents());
            out.number(reply.leaseMillis());
            out.u8(reply.last() ? 1 : 0);
            entries(reply.entries());
            return out;
        }

        @Override
        public WireWriter registered(Reply.Registered reply) {
            begin(Opcode.REGISTERED, reply);
            out.number(reply.registration());
            out.number(reply.sequenceNumber());
            out.number(reply.leaseMillis());
            return out;
        }

        @Override
        public WireWriter event(Reply.Event reply) {
            begin(Opcode.EVENT, reply);
            out.number(reply.number());
            out.number(reply.registration());
            out.number(reply.sequenceNumber());
            out.u8(reply.visibility() ? 1 : 0);
            out.u8(reply.entry() == null ? 0 : 1);
            if (reply.entry() != null) {
                entry(reply.entry());
            }
            return out;
        }

        @Override
        public WireWriter begun(Reply.Begun reply) {
            begin(Opcode.BEGUN, reply);
            out.number(reply.transaction());
            out.number(reply.leaseMillis());
            return out;
        }

        @Override
        public WireWriter committed(Reply.Committed reply) {
            begin(Opcode.COMMITTED, reply);
            out.number(reply.entryIds().length);
            for (long entryId : reply.entryIds()) {
                out.number(entryId);
            }
            return out;
        }

        @Override
        public WireWriter enlisted(Reply.Enlisted reply) {
            begin(Opcode.ENLISTED, reply);
            out.number(reply.transaction());
            return out;
        }

        @Override
        public WireWriter stateIs(Reply.StateIs reply) {
            begin(Opcode.STATE_IS, reply);
            out.u8(reply.state().ordinal());
            return out;
        }

        @Override
        public WireWriter settled(Reply.Settled reply) {
            begin(Opcode.SETTLED, reply);
            out.u8(reply.state().ordinal());
            out.u8(reply.complete() ? 1 : 0);
            return out;
        }

        @Override
        public WireWriter farewell(Reply.Farewell reply) {
            begin(Opcode.FAREWELL, reply);
            out.u8(reply.reason().code());
            detail(reply.detail());
            return out;
        }
    }
}
