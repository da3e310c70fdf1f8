package org.gridspace.codec;

/**
 * First byte of every encoded value: what kind of value follows. The numbers are the format and never change; golden
 * files hold them. Bytes from 0x80 up never begin a value of this version: a later one begins with one of them.
 */
final class Tag {
    /** Ends the elements of an array or collection; begins no value. */
    static final int END = 0x00;

    static final int NULL = 0x01;
    static final int FALSE = 0x02;
    static final int TRUE = 0x03;
    static final int BYTE = 0x04;
    static final int SHORT = 0x05;
    static final int CHARACTER = 0x06;
    static final int INTEGER = 0x07;
    static final int LONG = 0x08;
    static final int FLOAT = 0x09;
    static final int DOUBLE = 0x0a;
    static final int BIG_INTEGER = 0x0b;
    static final int BIG_DECIMAL = 0x0c;
    /** A decimal of more digits than the ordered form takes. */
    static final int LONG_DECIMAL = 0x0d;

    static final int STRING = 0x10;
    static final int UUID = 0x11;
    static final int ENUM = 0x12;
    /** A class itself, by its name. */
    static final int CLASS = 0x13;

    static final int DATE = 0x14;
    static final int INSTANT = 0x15;
    static final int DURATION = 0x16;
    static final int LOCAL_DATE = 0x17;
    static final int LOCAL_TIME = 0x18;
    static final int LOCAL_DATE_TIME = 0x19;
    static final int OFFSET_DATE_TIME = 0x1a;
    static final int ZONED_DATE_TIME = 0x1b;
    static final int YEAR = 0x1c;
    static final int YEAR_MONTH = 0x1d;

    static final int BOOLEANS = 0x20;
    static final int BYTES = 0x21;
    static final int SHORTS = 0x22;
    static final int CHARACTERS = 0x23;
    static final int INTEGERS = 0x24;
    static final int LONGS = 0x25;
    static final int FLOATS = 0x26;
    static final int DOUBLES = 0x27;
    static final int OBJECTS = 0x28;

    static final int ARRAY_LIST = 0x30;
    static final int LINKED_LIST = 0x31;
    static final int ARRAY_DEQUE = 0x32;
    static final int VECTOR = 0x33;
    static final int COPY_ON_WRITE_LIST = 0x34;
    static final int AS_LIST = 0x35;
    static final int IMMUTABLE_LIST = 0x36;
    static final int EMPTY_LIST = 0x37;
    static final int SINGLETON_LIST = 0x38;
    static final int CONCURRENT_QUEUE = 0x39;
    static final int CONCURRENT_DEQUE = 0x3a;

    static final int HASH_SET = 0x40;
    static final int LINKED_HASH_SET = 0x41;
    static final int TREE_SET = 0x42;
    static final int SKIP_LIST_SET = 0x43;
    static final int COPY_ON_WRITE_SET = 0x44;
    static final int IMMUTABLE_SET = 0x45;
    static final int EMPTY_SET = 0x46;
    static final int SINGLETON_SET = 0x47;
    static final int ENUM_SET = 0x48;

    static final int HASH_MAP = 0x50;
    static final int LINKED_HASH_MAP = 0x51;
    static final int TREE_MAP = 0x52;
    static final int SKIP_LIST_MAP = 0x53;
    static final int HASHTABLE = 0x54;
    static final int CONCURRENT_MAP = 0x55;
    static final int IMMUTABLE_MAP = 0x56;
    static final int EMPTY_MAP = 0x57;
    static final int SINGLETON_MAP = 0x58;
    static final int ENUM_MAP = 0x59;

    static final int OPTIONAL = 0x60;
    static final int OPTIONAL_INT = 0x61;
    static final int OPTIONAL_LONG = 0x62;
    static final int OPTIONAL_DOUBLE = 0x63;
    static final int ATOMIC_BOOLEAN = 0x64;
    static final int ATOMIC_INTEGER = 0x65;
    static final int ATOMIC_LONG = 0x66;
    static final int ATOMIC_REFERENCE = 0x67;
    static final int BIT_SET = 0x68;

    /** An unmodifiable or synchronized view and what is beneath it. */
    static final int VIEW = 0x6f;

    static final int OBJECT = 0x70;
    static final int RECORD = 0x71;
    /** A Java serialization stream. */
    static final int SERIALIZED = 0x72;

    private Tag() {}
}
