package org.gridspace.wire;

import java.util.ArrayList;
import java.util.List;
import org.gridspace.entry.EntryType;

/** Requests as frames. Static functions; {@code docs/wire-format.md} describes the bytes. */
public final class RequestCodec {
    /** What one message takes at least: an opcode and a sequence number. */
    private static final int MIN_MESSAGE_BYTES = 2;
    /** What one entry to be written takes at least. */
    private static final int MIN_ENTRY_BYTES = 3;
    /** What one template takes at least. */
    private static final int MIN_TEMPLATE_BYTES = 3;
    /** What one condition takes at least. */
    private static final int MIN_CONDITION_BYTES = 3;

    private RequestCodec() {}

    /**
     * Appends a request as a frame of its own.
     *
     * @throws IllegalArgumentException if it is longer than a frame; then nothing is appended
     */
    public static void write(Request request, WireWriter out) {
        int start = out.beginFrame();
        request.accept(new Body(out));
        out.endFrame(start);
    }

    /** Appends requests as one batch frame: at least one, at most {@link WireLimits#BATCH_MESSAGES}. */
    public static void writeBatch(List<Request> requests, WireWriter out) {
        int start = out.beginFrame();
        out.u8(Opcode.REQUEST_BATCH);
        out.number(requests.size());
        for (Request request : requests) {
            var message = new WireWriter(64);
            request.accept(new Body(message));
            out.bytes(message.toByteArray());
        }
        out.endFrame(start);
    }

    /** Reads a frame: one request, or those of a batch in their order. */
    public static List<Request> read(WireReader frame) throws WireFormatException {
        int opcode = frame.u8();
        if (opcode != Opcode.REQUEST_BATCH) {
            return List.of(readMessage(opcode, frame));
        }
        int count = frame.count(WireLimits.BATCH_MESSAGES, MIN_MESSAGE_BYTES + 1, "messages in a batch");
        if (count == 0) {
            throw new WireFormatException("an empty batch");
        }
        var requests = new ArrayList<Request>(count);
        for (int i = 0; i < count; i++) {
            WireReader message = frame.slice(frame.number(WireLimits.FRAME_BYTES, "length of a message"));
            requests.add(readMessage(message.u8(), message));
        }
        frame.finish();
        return requests;
    }

    private static Request readMessage(int opcode, WireReader in) throws WireFormatException {
        long sequence = in.number();
        if (sequence == 0 != (opcode == Opcode.ACKNOWLEDGE || opcode == Opcode.ACKNOWLEDGE_EVENTS)) {
            throw new WireFormatException("the number of a request is missing, or it must not have one");
        }
        Request request = switch (opcode) {
            case Opcode.OPEN_SESSION -> new Request.OpenSession(sequence, in.u64(), in.u64(), in.number());
            case Opcode.ATTACH_SESSION -> new Request.AttachSession(sequence, in.u64(), in.u64(), in.number());
            case Opcode.CLOSE_SESSION -> new Request.CloseSession(sequence);
            case Opcode.RENEW_SESSION -> new Request.RenewSession(sequence);
            case Opcode.ACKNOWLEDGE -> new Request.Acknowledge(sequence, in.number(), readAbove(in));
            case Opcode.DEFINE_TYPE -> new Request.DefineType(sequence, TypeCodec.read(in));
            case Opcode.DESCRIBE_TYPE -> new Request.DescribeType(sequence, readTypeId(in));
            case Opcode.TAKE_CENSUS -> new Request.TakeCensus(sequence);
            case Opcode.WRITE -> new Request.Write(sequence, in.number(), readEntry(in));
            case Opcode.MATCH -> readMatch(sequence, in);
            case Opcode.WITHDRAW -> new Request.Withdraw(sequence, in.number());
            case Opcode.RENEW_LEASE ->
                new Request.RenewLease(sequence, LeaseKind.of(in.u8()), in.number(), in.number());
            case Opcode.CANCEL_LEASE -> new Request.CancelLease(sequence, LeaseKind.of(in.u8()), in.number());
            case Opcode.WRITE_BATCH -> new Request.WriteBatch(sequence, in.number(), readEntries(in));
            case Opcode.TAKE_BATCH ->
                new Request.TakeBatch(sequence, in.number(), readTemplates(in), in.number(), in.number());
            case Opcode.OPEN_CONTENTS ->
                new Request.OpenContents(
                        sequence, in.number(), readTemplates(in), in.number(), in.number(), readPageSize(in));
            case Opcode.READ_CONTENTS -> new Request.ReadContents(sequence, in.number(), in.number(), readPageSize(in));
            case Opcode.BEGIN -> new Request.Begin(sequence, in.number(), in.number());
            case Opcode.COMMIT -> readCommit(sequence, in);
            case Opcode.ABORT -> new Request.Abort(sequence, in.number());
            case Opcode.ENLIST -> new Request.Enlist(sequence, in.number(), in.u64(), readMarshalled(in));
            case Opcode.JOIN -> new Request.Join(sequence, in.number(), in.u64(), readMarshalled(in));
            case Opcode.GET_STATE -> new Request.GetState(sequence, in.number());
            case Opcode.SETTLE -> new Request.Settle(sequence, in.number(), readFlag(in), in.number());
            case Opcode.REGISTER ->
                new Request.Register(sequence, in.number(), EventKind.of(in.u8()), readTemplates(in), in.number());
            case Opcode.DELIVER_DIRECTLY ->
                new Request.DeliverDirectly(sequence, in.number(), readListener(in), readListener(in));
            case Opcode.ACKNOWLEDGE_EVENTS -> new Request.AcknowledgeEvents(sequence, in.number());
            default -> throw new WireFormatException("unknown request " + opcode);
        };
        in.finish();
        return request;
    }

    private static long[] readAbove(WireReader in) throws WireFormatException {
        return readNumbers(in, WireLimits.ACKNOWLEDGED, "acknowledged requests");
    }

    /** Numbers, each as long as it needs. */
    static long[] readNumbers(WireReader in, int max, String what) throws WireFormatException {
        long[] numbers = new long[in.count(max, 1, what)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.number();
        }
        return numbers;
    }

    static int readTypeId(WireReader in) throws WireFormatException {
        return in.number(Integer.MAX_VALUE, "a type's number");
    }

    static byte[] readFields(WireReader in) throws WireFormatException {
        return in.bytes(WireLimits.ENTRY_BYTES, "bytes of an entry");
    }

    private static byte[] readMarshalled(WireReader in) throws WireFormatException {
        return in.bytes(WireLimits.MARSHALLED_BYTES, "bytes of a serialized object");
    }

    static boolean readFlag(WireReader in) throws WireFormatException {
        int flag = in.u8();
        if (flag > 1) {
            throw new WireFormatException("neither yes nor no: " + flag);
        }
        return flag == 1;
    }

    private static NewEntry readEntry(WireReader in) throws WireFormatException {
        return new NewEntry(readTypeId(in), readFields(in), in.number());
    }

    private static Request.Match readMatch(long sequence, WireReader in) throws WireFormatException {
        MatchKind kind = MatchKind.of(in.u8());
        long transaction = in.number();
        return new Request.Match(sequence, kind, transaction, readTemplate(in), in.number(), in.number());
    }

    private static byte[] readListener(WireReader in) throws WireFormatException {
        return in.bytes(WireLimits.LISTENER_BYTES, "bytes of a listener");
    }

    private static int readPageSize(WireReader in) throws WireFormatException {
        return in.number(WireLimits.BATCH_ENTRIES, "entries of a page");
    }

    private static Template readTemplate(WireReader in) throws WireFormatException {
        int typeId = readTypeId(in);
        byte[] fields = readFields(in);
        int count = in.count(WireLimits.CONDITIONS, MIN_CONDITION_BYTES, "conditions of a template");
        if (count == 0) {
            return new Template(typeId, fields);
        }
        var conditions = new ArrayList<Condition>(count);
        for (int i = 0; i < count; i++) {
            int field = in.number(EntryType.MAX_FIELDS, "a field's place");
            conditions.add(new Condition(field, Comparison.of(in.u8()), readFields(in)));
        }
        return new Template(typeId, fields, conditions);
    }

    private static List<Template> readTemplates(WireReader in) throws WireFormatException {
        int count = in.count(WireLimits.TEMPLATES, MIN_TEMPLATE_BYTES, "templates");
        if (count == 0) {
            throw new WireFormatException("no template");
        }
        var templates = new ArrayList<Template>(count);
        for (int i = 0; i < count; i++) {
            templates.add(readTemplate(in));
        }
        return templates;
    }

    private static List<NewEntry> readEntries(WireReader in) throws WireFormatException {
        int count = in.count(WireLimits.BATCH_ENTRIES, MIN_ENTRY_BYTES, "entries to be written");
        var entries = new ArrayList<NewEntry>(count);
        for (int i = 0; i < count; i++) {
            entries.add(readEntry(in));
        }
        return entries;
    }

    private static Request.Commit readCommit(long sequence, WireReader in) throws WireFormatException {
        return new Request.Commit(sequence, in.number(), readEntries(in));
    }

    /** Writes a message without its frame. */
    private record Body(WireWriter out) implements Request.Visitor<WireWriter> {
        private WireWriter begin(int opcode, Request request) {
            out.u8(opcode);
            out.number(request.sequence());
            return out;
        }

        private WireWriter entry(NewEntry entry) {
            out.number(entry.typeId());
            out.bytes(entry.fields());
            out.number(entry.leaseMillis());
            return out;
        }

        private void entries(List<NewEntry> entries) {
            out.number(entries.size());
            entries.forEach(this::entry);
        }

        private void template(Template template) {
            out.number(template.typeId());
            out.bytes(template.fields());
            out.number(template.conditions().size());
            for (Condition condition : template.conditions()) {
                out.number(condition.field());
                out.u8(condition.comparison().ordinal());
                out.bytes(condition.value());
            }
        }

        private void templates(List<Template> templates) {
            out.number(templates.size());
            templates.forEach(this::template);
        }

        @Override
        public WireWriter openSession(Request.OpenSession request) {
            begin(Opcode.OPEN_SESSION, request);
            out.u64(request.idHigh());
            out.u64(request.idLow());
            out.number(request.leaseMillis());
            return out;
        }

        @Override
        public WireWriter attachSession(Request.AttachSession request) {
            begin(Opcode.ATTACH_SESSION, request);
            out.u64(request.idHigh());
            out.u64(request.idLow());
            out.number(request.eventsArrived());
            return out;
        }

        @Override
        public WireWriter closeSession(Request.CloseSession request) {
            return begin(Opcode.CLOSE_SESSION, request);
        }

        @Override
        public WireWriter renewSession(Request.RenewSession request) {
            return begin(Opcode.RENEW_SESSION, request);
        }

        @Override
        public WireWriter acknowledge(Request.Acknowledge request) {
            begin(Opcode.ACKNOWLEDGE, request);
            out.number(request.floor());
            out.number(request.above().length);
            for (long sequence : request.above()) {
                out.number(sequence);
            }
            return out;
        }

        @Override
        public WireWriter defineType(Request.DefineType request) {
            TypeCodec.write(request.type(), begin(Opcode.DEFINE_TYPE, request));
            return out;
        }

        @Override
        public WireWriter describeType(Request.DescribeType request) {
            begin(Opcode.DESCRIBE_TYPE, request);
            out.number(request.typeId());
            return out;
        }

        @Override
        public WireWriter takeCensus(Request.TakeCensus request) {
            return begin(Opcode.TAKE_CENSUS, request);
        }

        @Override
        public WireWriter write(Request.Write request) {
            begin(Opcode.WRITE, request);
            out.number(request.transaction());
            return entry(request.entry());
        }

        @Override
        public WireWriter match(Request.Match request) {
            begin(Opcode.MATCH, request);
            out.u8(request.kind().ordinal());
            out.number(request.transaction());
            template(request.template());
            out.number(request.timeoutMillis());
            out.number(request.holdMillis());
            return out;
        }

        @Override
        public WireWriter withdraw(Request.Withdraw request) {
            begin(Opcode.WITHDRAW, request);
            out.number(request.matchSequence());
            return out;
        }

        @Override
        public WireWriter renewLease(Request.RenewLease request) {
            begin(Opcode.RENEW_LEASE, request);
            out.u8(request.kind().ordinal());
            out.number(request.id());
            out.number(request.leaseMillis());
            return out;
        }

        @Override
        public WireWriter cancelLease(Request.CancelLease request) {
            begin(Opcode.CANCEL_LEASE, request);
            out.u8(request.kind().ordinal());
            out.number(request.id());
            return out;
        }

        @Override
        public WireWriter writeBatch(Request.WriteBatch request) {
            begin(Opcode.WRITE_BATCH, request);
            out.number(request.transaction());
            entries(request.entries());
            return out;
        }

        @Override
        public WireWriter takeBatch(Request.TakeBatch request) {
            begin(Opcode.TAKE_BATCH, request);
            out.number(request.transaction());
            templates(request.templates());
            out.number(request.timeoutMillis());
            out.number(request.maxEntries());
            return out;
        }

        @Override
        public WireWriter openContents(Request.OpenContents request) {
            begin(Opcode.OPEN_CONTENTS, request);
            out.number(request.transaction());
            templates(request.templates());
            out.number(request.leaseMillis());
            out.number(request.maxEntries());
            out.number(request.count());
            return out;
        }

        @Override
        public WireWriter readContents(Request.ReadContents request) {
            begin(Opcode.READ_CONTENTS, request);
            out.number(request.contents());
            out.number(request.afterEntryId());
            out.number(request.count());
            return out;
        }

        @Override
        public WireWriter register(Request.Register request) {
            begin(Opcode.REGISTER, request);
            out.number(request.transaction());
            out.u8(request.kind().ordinal());
            templates(request.templates());
            out.number(request.leaseMillis());
            return out;
        }

        @Override
        public WireWriter deliverDirectly(Request.DeliverDirectly request) {
            begin(Opcode.DELIVER_DIRECTLY, request);
            out.number(request.registration());
            out.bytes(request.listener());
            out.bytes(request.handback());
            return out;
        }

        @Override
        public WireWriter acknowledgeEvents(Request.AcknowledgeEvents request) {
            begin(Opcode.ACKNOWLEDGE_EVENTS, request);
            out.number(request.upTo());
            return out;
        }

        @Override
        public WireWriter begin(Request.Begin request) {
            begin(Opcode.BEGIN, request);
            out.number(request.transaction());
            out.number(request.leaseMillis());
            return out;
        }

        @Override
        public WireWriter commit(Request.Commit request) {
            begin(Opcode.COMMIT, request);
            out.number(request.transaction());
            entries(request.lastWrites());
            return out;
        }

        @Override
        public WireWriter enlist(Request.Enlist request) {
            begin(Opcode.ENLIST, request);
            out.number(request.transaction());
            out.u64(request.id());
            out.bytes(request.manager());
            return out;
        }

        @Override
        public WireWriter join(Request.Join request) {
            begin(Opcode.JOIN, request);
            out.number(request.transaction());
            out.u64(request.crashCount());
            out.bytes(request.participant());
            return out;
        }

        @Override
        public WireWriter getState(Request.GetState request) {
            begin(Opcode.GET_STATE, request);
            out.number(request.transaction());
            return out;
        }

        @Override
        public WireWriter settle(Request.Settle request) {
            begin(Opcode.SETTLE, request);
            out.number(request.transaction());
            out.u8(request.commit() ? 1 : 0);
            out.number(request.waitMillis());
            return out;
        }

        @Override
        public WireWriter abort(Request.Abort request) {
            begin(Opcode.ABORT, request);
            out.number(request.transaction());
            return out;
        }
    }
}
