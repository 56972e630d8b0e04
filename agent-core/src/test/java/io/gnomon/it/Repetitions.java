package io.gnomon.it;

/** How often the repeated tests repeat: all of it under the profile {@code full}, a tenth in the default build. */
public final class Repetitions {

    /** Not under "gnomon.": that would be taken for a setting. */
    private static final boolean FULL = Boolean.getBoolean("test.full");

    private Repetitions() {}

    /**
     * How often.
     *
     * @param all the number of the full run
     */
    public static int of(int all) {
        return of(all, Math.max(1, all / 10));
    }

    /**
     * How often, where a tenth takes too long as well.
     *
     * @param all the number of the full run
     * @param some the number of the default build
     */
    public static int of(int all, int some) {
        return FULL ? all : some;
    }

    /** Whether all repetitions are wanted. */
    public static boolean all() {
        return FULL;
    }
}
