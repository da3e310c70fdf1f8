package org.gridspace.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;

/** Dates and times, ordered as {@code compareTo} orders them. */
final class TimeForms {
    private TimeForms() {}

    static void register() {
        Forms.add(
                Tag.DATE,
                Date.class,
                (ValueWriter out, Date value) -> out.putLong(value.getTime()),
                in -> new Date(in.getLong()));
        Forms.add(Tag.INSTANT, Instant.class, TimeForms::writeInstant, TimeForms::readInstant);
        Forms.add(
                Tag.DURATION,
                Duration.class,
                (ValueWriter out, Duration value) -> {
                    out.putLong(value.getSeconds());
                    out.putInt(value.getNano());
                },
                in -> Duration.ofSeconds(in.getLong(), in.getInt()));
        Forms.add(Tag.LOCAL_DATE, LocalDate.class, TimeForms::writeDate, TimeForms::readDate);
        Forms.add(
                Tag.LOCAL_TIME,
                LocalTime.class,
                (ValueWriter out, LocalTime value) -> out.putLong(value.toNanoOfDay()),
                in -> LocalTime.ofNanoOfDay(in.getLong()));
        Forms.add(
                Tag.LOCAL_DATE_TIME,
                LocalDateTime.class,
                (ValueWriter out, LocalDateTime value) -> {
                    writeDate(out, value.toLocalDate());
                    out.putLong(value.toLocalTime().toNanoOfDay());
                },
                in -> LocalDateTime.of(readDate(in), LocalTime.ofNanoOfDay(in.getLong())));
        registerZoned();
        Forms.add(
                Tag.YEAR,
                Year.class,
                (ValueWriter out, Year value) -> out.putInt(value.getValue()),
                in -> Year.of(in.getInt()));
        Forms.add(
                Tag.YEAR_MONTH,
                YearMonth.class,
                (ValueWriter out, YearMonth value) -> {
                    out.putInt(value.getYear());
                    out.writeByte(value.getMonthValue());
                },
                in -> YearMonth.of(in.getInt(), in.readByte()));
    }

    /** The instant, then the offset: at one instant the later local time has the greater offset. */
    private static void registerZoned() {
        Forms.add(
                Tag.OFFSET_DATE_TIME,
                OffsetDateTime.class,
                (ValueWriter out, OffsetDateTime value) -> {
                    writeInstant(out, value.toInstant());
                    out.putInt(value.getOffset().getTotalSeconds());
                },
                in -> OffsetDateTime.ofInstant(readInstant(in), ZoneOffset.ofTotalSeconds(in.getInt())));
        Forms.add(
                Tag.ZONED_DATE_TIME,
                ZonedDateTime.class,
                (ValueWriter out, ZonedDateTime value) -> {
                    writeInstant(out, value.toInstant());
                    out.putInt(value.getOffset().getTotalSeconds());
                    out.putText(value.getZone().getId());
                },
                in -> {
                    OffsetDateTime at =
                            OffsetDateTime.ofInstant(readInstant(in), ZoneOffset.ofTotalSeconds(in.getInt()));
                    return ZonedDateTime.ofStrict(at.toLocalDateTime(), at.getOffset(), ZoneId.of(in.text()));
                });
    }

    private static void writeInstant(ValueWriter out, Instant value) {
        out.putLong(value.getEpochSecond());
        out.putInt(value.getNano());
    }

    private static Instant readInstant(ValueReader in) {
        return Instant.ofEpochSecond(in.getLong(), in.getInt());
    }

    private static void writeDate(ValueWriter out, LocalDate value) {
        out.putInt(value.getYear());
        out.writeByte(value.getMonthValue());
        out.writeByte(value.getDayOfMonth());
    }

    private static LocalDate readDate(ValueReader in) {
        return LocalDate.of(in.getInt(), in.readByte(), in.readByte());
    }
}
