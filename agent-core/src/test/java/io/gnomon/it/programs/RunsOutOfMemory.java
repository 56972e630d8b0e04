package io.gnomon.it.programs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the heap until not even a few bytes are left, keeps it so for a while, calls on meanwhile, and lets go; several
 * times. Before, it calls until the agent has written its log, and some seconds more: a class that is initialised while
 * there is no memory stays broken. Arguments: how often, and the log. Prints how many calls it made.
 */
public final class RunsOutOfMemory {

    private static final long HOLD_NANOS = 1_200_000_000L;

    private RunsOutOfMemory() {}

    public static void main(String[] arguments) throws InterruptedException {
        int made = 0;
        int calm = 3_000;
        while (calm > 0) {
            made += work(calm);
            calm -= Files.exists(Path.of(arguments[1])) ? 1 : 0;
            Thread.sleep(1);
        }
        for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
            for (int call = 0; call < 500; call++) {
                made += work(call);
                Thread.sleep(1);
            }
            List<Object> all = new ArrayList<>();
            fill(all, 100_000);
            fill(all, 16);
            long end = System.nanoTime() + HOLD_NANOS;
            while (System.nanoTime() < end) {
                made += work(round);
            }
            all.clear();
        }
        System.out.println("made " + made);
    }

    private static void fill(List<Object> all, int bytes) {
        try {
            while (true) {
                all.add(new byte[bytes]);
            }
        } catch (OutOfMemoryError full) {
            // As wanted.
        }
    }

    static int work(int number) {
        return number == Integer.MIN_VALUE ? 0 : 1;
    }
}
