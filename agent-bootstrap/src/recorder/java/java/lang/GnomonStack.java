package java.lang;

/**
 * How much of the current thread's stack is left. Asked before the recorder hands over to the agent: a StackOverflowError
 * in the middle of a queue operation would leave a place that is never filled, and the reader would wait for it; and one
 * while a class is loaded makes the JVM complain on standard error that a transformer failed.
 *
 * <p>Not {@code @ReservedStackAccess}, which is meant for this: the JVM prints a warning where it had to help.
 */
final class GnomonStack {

    /**
     * For a queue operation: 3.8 KB at least. Interpreted, its frames take half of that. It is most of what handing over a
     * chunk costs the application's thread, 3 ns for each frame, so it is no more than needed.
     */
    private static final int FEW = 40;

    /** To capture the details of a slow or failed call: 12 KB at least. */
    private static final int SOME = 128;

    /** The same near the end of the stack, where the classes for that may not be loaded yet: 48 KB at least. */
    private static final int MANY = 512;

    private GnomonStack() {}

    static boolean hasRoomForQueue() {
        return hasRoom(FEW);
    }

    /** To look far down costs microseconds, so it is done only where the end of the stack has just been met. */
    static boolean hasRoomForDetail(Throwable failure) {
        return hasRoom(failure instanceof StackOverflowError ? MANY : SOME);
    }

    private static boolean hasRoom(int frames) {
        try {
            return descend(frames, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) != 0;
        } catch (StackOverflowError tooFew) {
            return false;
        }
    }

    /** All arguments are needed after the call, so each frame holds them: 97 bytes, compiled by C2; others take more. */
    private static long descend(
            int frames, long a, long b, long c, long d, long e, long f, long g, long h, long i, long j) {
        if (frames == 0) {
            return a;
        }
        long below = descend(frames - 1, b, c, d, e, f, g, h, i, j, a);
        return below + (a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j);
    }
}
