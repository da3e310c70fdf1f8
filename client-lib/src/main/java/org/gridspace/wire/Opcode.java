package org.gridspace.wire;

/**
 * The first byte of each message. 0x01 to 0x7e: requests; 0x81 to 0xbf: replies; 0xc1 to 0xfe: what a server says unasked;
 * 0x7f and 0xff: batches of either side; 0x00, 0x80 and 0xc0 are never used.
 */
final class Opcode {
    static final int OPEN_SESSION = 0x01;
    static final int ATTACH_SESSION = 0x02;
    static final int CLOSE_SESSION = 0x03;
    static final int RENEW_SESSION = 0x04;
    static final int ACKNOWLEDGE = 0x05;
    static final int DEFINE_TYPE = 0x10;
    static final int DESCRIBE_TYPE = 0x11;
    static final int TAKE_CENSUS = 0x12;
    static final int WRITE = 0x20;
    static final int MATCH = 0x21;
    static final int WITHDRAW = 0x22;
    static final int RENEW_LEASE = 0x23;
    static final int CANCEL_LEASE = 0x24;
    static final int WRITE_BATCH = 0x25;
    static final int TAKE_BATCH = 0x26;
    static final int OPEN_CONTENTS = 0x27;
    static final int READ_CONTENTS = 0x28;
    static final int BEGIN = 0x30;
    static final int COMMIT = 0x32;
    static final int ABORT = 0x33;
    static final int ENLIST = 0x34;
    static final int JOIN = 0x35;
    static final int GET_STATE = 0x36;
    static final int SETTLE = 0x37;
    static final int REGISTER = 0x40;
    static final int ACKNOWLEDGE_EVENTS = 0x41;
    static final int DELIVER_DIRECTLY = 0x42;
    static final int REQUEST_BATCH = 0x7f;

    static final int DONE = 0x81;
    static final int REFUSED = 0x82;
    static final int SESSION_OPENED = 0x83;
    static final int TYPE_DEFINED = 0x90;
    static final int TYPE_IS = 0x91;
    static final int CENSUS = 0x92;
    static final int WRITTEN = 0xa0;
    static final int FOUND = 0xa1;
    static final int NOTHING_FOUND = 0xa2;
    static final int WITHDRAWN = 0xa3;
    static final int GRANTED = 0xa4;
    static final int WRITTEN_BATCH = 0xa5;
    static final int FOUND_BATCH = 0xa6;
    static final int CONTENTS_PAGE = 0xa7;
    static final int BEGUN = 0xb0;
    static final int COMMITTED = 0xb1;
    static final int ENLISTED = 0xb2;
    static final int STATE_IS = 0xb3;
    static final int SETTLED = 0xb4;
    static final int REGISTERED = 0xb8;
    static final int FAREWELL = 0xc1;
    static final int EVENT = 0xc2;
    static final int REPLY_BATCH = 0xff;

    private Opcode() {}
}
