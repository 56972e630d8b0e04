package io.gnomon.it.programs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes calls until it is killed, and notes in a mapped file, which outlives it, how many it had made when: pairs of
 * microseconds since 1970 and calls, one about every two milliseconds. Argument: the file.
 */
public final class KilledUnderLoad {

    /** Pairs that the file has room for: far more than a test lets it live. */
    public static final int MAX_NOTES = 100_000;

    private static final AtomicLong MADE = new AtomicLong();

    private KilledUnderLoad() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(arguments[0], "rw")) {
            MappedByteBuffer notes =
                    file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, MAX_NOTES * 2L * Long.BYTES);
            for (int thread = 0; thread < 2; thread++) {
                Thread worker = new Thread(KilledUnderLoad::load);
                worker.setDaemon(true);
                worker.start();
            }
            System.out.println("running");
            for (int note = 0; note < MAX_NOTES; note++) {
                // The count before the time: by that time at least so many were made.
                long made = MADE.get();
                notes.putLong(note * 16 + 8, made);
                notes.putLong(note * 16, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
                Thread.sleep(2);
            }
        }
    }

    private static void load() {
        for (int number = 0; ; number++) {
            if (number % 1_000 == 0) {
                fails();
            } else {
                outer(number);
            }
            MADE.incrementAndGet();
        }
    }

    private static void fails() {
        try {
            failing();
        } catch (IllegalStateException expected) {
            // Its call is recorded.
        }
    }

    static void failing() {
        throw new IllegalStateException("on purpose");
    }

    static int outer(int number) {
        return inner(number) + 1;
    }

    static int inner(int number) {
        return number * 31;
    }
}
