package io.gnomon.retention;

import io.gnomon.store.write.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is to be done to one open file, most urgent first; in steps of a few milliseconds. */
final class RetentionSteps {

    /** What is done only now and then: it looks at much and finds little. */
    private static final long SELDOM_MICROS = TimeUnit.HOURS.toMicros(1);

    private static final long DISK_MICROS = TimeUnit.SECONDS.toMicros(10);

    /** An hour's figures are written when no call can belong to it any more. */
    private static final long SETTLED_MICROS = TimeUnit.HOURS.toMicros(2);

    /** What stays where the file is too large, by the order in which it is given up: first all but this, then all but that. */
    private static final List<Floor> FLOORS = List.of(
            new Floor(
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofDays(14),
                    Duration.ofDays(365)),
            new Floor(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofDays(30)));

    private record Floor(Duration rows, Duration tenSeconds, Duration minutes, Duration hours, Duration days) {
        Duration of(Level level) {
            return switch (level) {
                case TEN_SECONDS -> tenSeconds;
                case MINUTE -> minutes;
                case HOUR -> hours;
                case DAY -> days;
            };
        }
    }

    private final Store store;
    private final RetentionSettings settings;
    private final FileSpace space;
    private final OldRows rows;
    private final PeriodMerge merge;
    private final OldRollups rollups;
    private final OldEdges edges;
    private final OldRuns runs;
    private final CutOffRuns cutOff;

    private long now;
    private long nextMeasure = Long.MIN_VALUE;
    private long nextSeldom = Long.MIN_VALUE;
    private boolean isShort;
    private boolean tooLarge;

    /** The day that is being summed up; null: none. */
    private @Nullable Long day;

    RetentionSteps(Store store, RetentionSettings settings) {
        this.store = store;
        this.settings = settings;
        this.space = new FileSpace(store, settings);
        this.rows = new OldRows(store);
        this.merge = new PeriodMerge(store);
        this.rollups = new OldRollups(store, merge);
        this.edges = new OldEdges(store);
        this.runs = new OldRuns(store);
        this.cutOff = new CutOffRuns(store, rollups, merge);
    }

    /** Steps are taken at this time; true if the file is larger than it may be. */
    boolean begin(long nowMicros) throws SQLException {
        now = nowMicros;
        if (now >= nextMeasure) {
            nextMeasure = now + DISK_MICROS;
            space.measure();
        }
        isShort = space.isShort();
        tooLarge = false;
        return isShort;
    }

    /** Takes one step; false if there is nothing to do. */
    boolean take() throws SQLException {
        return (isShort && makeRoom())
                || space.giveBack()
                || cutOff.take()
                || rows.take(before(settings.rows()))
                || takeOld(Level.TEN_SECONDS, settings.tenSeconds())
                || takeOld(Level.MINUTE, settings.minutes())
                || sumUpDays()
                || takeOld(Level.HOUR, settings.hours())
                || takeOld(Level.DAY, settings.days())
                || takeSeldom();
    }

    private boolean takeOld(Level level, Duration kept) throws SQLException {
        return edges.take(level, before(kept)) || rollups.take(level, before(kept));
    }

    private long before(Duration kept) {
        return now - TimeUnit.SECONDS.toMicros(kept.toSeconds());
    }

    /** The oldest calls first, then the finest figures; then the same again, less gently; then whole runs. */
    private boolean makeRoom() throws SQLException {
        boolean found = false;
        for (Floor floor : FLOORS) {
            found = found || rows.take(before(floor.rows()));
            for (Level level : Level.values()) {
                found = found || takeOld(level, floor.of(level));
            }
        }
        found = found || runs.takeAnyhow();
        isShort = space.isShort();
        tooLarge = isShort && !found;
        return found;
    }

    /** Sums up a day of this run when it is over; those of earlier runs are summed up before their hours are taken out. */
    private boolean sumUpDays() throws SQLException {
        if (day == null && now < nextSeldom) {
            return false;
        }
        if (day == null) {
            day = nextDay();
        }
        if (day == null) {
            return false;
        }
        if (merge.take(store.runId(), Level.DAY, day)) {
            day = null;
        }
        return true;
    }

    private @Nullable Long nextDay() throws SQLException {
        Long last = rollups.last(store.runId(), Level.DAY);
        Long hour = rollups.first(store.runId(), Level.HOUR, last == null ? 0 : last + Level.DAY.micros());
        if (hour == null) {
            return null;
        }
        long begin = Level.DAY.begin(hour);
        return begin + Level.DAY.micros() + SETTLED_MICROS <= now ? begin : null;
    }

    private boolean takeSeldom() throws SQLException {
        if (now < nextSeldom) {
            return false;
        }
        boolean found =
                rows.takeUnused(before(settings.rows())) || rows.takeEvents(before(settings.hours())) || runs.take();
        if (!found) {
            nextSeldom = now + SELDOM_MICROS;
        }
        return found;
    }

    /** Whether the file is larger than it may be, and nothing is left to take out. */
    boolean isTooLarge() {
        return tooLarge;
    }

    /** The size that holds now, in bytes. */
    long limit() {
        return space.limit();
    }
}
