package io.gnomon.it.programs;

/**
 * Makes monitored calls where the stack is about to end, without a monitored caller, and then from the root of the same
 * thread. Every other thread has made calls before; of the others it is the first one. Prints how many calls of each method
 * have returned. Arguments: threads, and how often each overflows its stack.
 */
public final class OverflowingRoots {

    private static long edge;
    private static long after;

    /** For the compilers not to leave out what is called. */
    private static volatile long last;

    private OverflowingRoots() {}

    /** Called where there may be no room to end it. */
    static long edge(long value) {
        return value * 31;
    }

    /** Called where there is. */
    static long after(long value) {
        return value * 17;
    }

    private static long descend(int aside, long value) {
        long reached;
        try {
            reached = aside > 0 ? aside(aside, value) : descend(0, value + 1) + 1;
        } catch (StackOverflowError expected) {
            // Fails where there is still no room: then the frame above tries.
            reached = edge(value);
            edge++;
        }
        return reached;
    }

    /** A frame of another size, so that the end of the stack meets the agent's code in another place each time. */
    private static long aside(int left, long value) {
        return left == 0 ? descend(0, value) : aside(left - 1, value) + left;
    }

    private static void afterwards(int times) {
        for (int time = 0; time < times; time++) {
            last = after(time);
            after++;
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        int threads = Integer.parseInt(arguments[0]);
        int times = Integer.parseInt(arguments[1]);
        for (int number = 0; number < threads; number++) {
            boolean warm = number % 2 == 1;
            Runnable work = () -> {
                afterwards(warm ? 10 : 0);
                for (int time = 0; time < times; time++) {
                    last = descend(1 + time % 40, time);
                    afterwards(10);
                }
            };
            Thread thread = new Thread(null, work, "stack " + number, (192 + number % 8 * 8) * 1_024L);
            thread.start();
            thread.join();
        }
        System.out.println("edge " + edge);
        System.out.println("after " + after);
        System.out.println("last " + last);
    }
}
