package io.gnomon.rules;

/**
 * Matches text against a glob: {@code *} stands for any characters but a dot, {@code **} for any characters, every
 * other character for itself.
 *
 * <p>Two places to go back to are enough, one for the last {@code *} and one for the last {@code **}. When a later star
 * of the same kind is reached, the text between the two was matched as early as it can be, and an earlier end leaves the
 * later star every choice that a later end would. A {@code *} before a {@code **} is done with for the same reason. So
 * matching needs neither recursion nor memory, and its time is bounded by the product of both lengths.
 */
final class Glob {

    private static final int NONE = -1;

    private Glob() {}

    /**
     * Whether the text from {@code start} on matches the glob from {@code start} on; what is before it is taken to be
     * equal.
     */
    static boolean matches(String glob, String text, int start) {
        return matches(glob, text, start, '.');
    }

    /**
     * The same for names whose segments are separated by another character than the dot, in the glob and the text.
     */
    static boolean matches(String glob, String text, int start, char separator) {
        int g = start;
        int t = start;
        int starGlob = NONE;
        int starText = NONE;
        int doubleStarGlob = NONE;
        int doubleStarText = NONE;
        while (t < text.length() || g < glob.length()) {
            if (isDoubleStar(glob, g)) {
                g += 2;
                doubleStarGlob = g;
                doubleStarText = t;
                starGlob = NONE;
            } else if (g < glob.length() && glob.charAt(g) == '*') {
                g++;
                starGlob = g;
                starText = t;
            } else if (g < glob.length() && t < text.length() && glob.charAt(g) == text.charAt(t)) {
                g++;
                t++;
            } else if (starGlob != NONE && starText < text.length() && text.charAt(starText) != separator) {
                g = starGlob;
                t = ++starText;
            } else if (doubleStarGlob != NONE && doubleStarText < text.length()) {
                g = doubleStarGlob;
                t = ++doubleStarText;
                starGlob = NONE;
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isDoubleStar(String glob, int index) {
        return index + 1 < glob.length() && glob.charAt(index) == '*' && glob.charAt(index + 1) == '*';
    }
}
