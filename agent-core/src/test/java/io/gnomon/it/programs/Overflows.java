package io.gnomon.it.programs;

/**
 * Overflows the stack in monitored methods, over and over, on stacks of many sizes. Prints how many calls of each method
 * it began. Argument: how often.
 */
public final class Overflows {

    private static long endless;
    private static long survivors;
    private static long between;
    private static long survived;

    /** Something for the optimiser not to see through. */
    private static volatile long sink;

    private Overflows() {}

    /** Never returns, for nobody waits for the counter to run over. */
    static long endless(long value) {
        endless++;
        return value == Long.MIN_VALUE ? 0 : endless(value + 1) + value;
    }

    /** Survives what happens in it. */
    static long survivor(long value) {
        survivors++;
        try {
            return endless(value);
        } catch (StackOverflowError expected) {
            survived++;
            return between(value);
        }
    }

    /** Called when the stack has been emptied: its caller must be known rightly again. */
    static long between(long value) {
        between++;
        return value * 31;
    }

    private static long descend(int frames, long value) {
        return frames == 0 ? survivor(value) : descend(frames - 1, value + 1) + 1;
    }

    public static void main(String[] arguments) throws InterruptedException {
        int times = Integer.parseInt(arguments[0]);
        Runnable work = () -> {
            for (int time = 0; time < times; time++) {
                // The end of the stack meets the agent's code in another place each time.
                sink = descend(time % 64, time);
                try {
                    sink = endless(time);
                } catch (StackOverflowError expected) {
                    survived++;
                }
                sink = between(time);
            }
        };
        for (int kilobytes = 200; kilobytes < 264; kilobytes += 16) {
            Thread thread = new Thread(null, work, "stack of " + kilobytes, kilobytes * 1_024L);
            thread.start();
            thread.join();
        }
        System.out.println("endless " + endless);
        System.out.println("survivor " + survivors);
        System.out.println("between " + between);
        System.out.println("survived " + survived);
        System.out.println("sum " + sink);
    }
}
