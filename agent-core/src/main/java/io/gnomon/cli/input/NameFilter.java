package io.gnomon.cli.input;

import java.util.Locale;
import java.util.function.Predicate;

/** Chooses operations by name: a glob if there is a * or ? in it, otherwise any part of the name, in either case. */
public final class NameFilter {

    private NameFilter() {}

    public static Predicate<String> of(String text) {
        if (text.indexOf('*') < 0 && text.indexOf('?') < 0) {
            String part = text.toLowerCase(Locale.ROOT);
            return name -> name.toLowerCase(Locale.ROOT).contains(part);
        }
        String glob = text.toLowerCase(Locale.ROOT);
        return name -> matches(glob, name.toLowerCase(Locale.ROOT));
    }

    /**
     * Not by a regular expression: with as many ways to go back as there are stars, a name that does not match takes it
     * years. Here it is enough to go back to the last star, for what stood before that was found as early as can be.
     */
    private static boolean matches(String glob, String name) {
        int at = 0;
        int behindStar = -1;
        int retry = 0;
        for (int next = 0; next < name.length() || at < glob.length(); ) {
            if (at < glob.length() && glob.charAt(at) == '*') {
                behindStar = ++at;
                retry = next;
            } else if (at < glob.length()
                    && next < name.length()
                    && (glob.charAt(at) == '?' || glob.charAt(at) == name.charAt(next))) {
                at++;
                next++;
            } else if (behindStar >= 0 && retry < name.length()) {
                at = behindStar;
                next = ++retry;
            } else {
                return false;
            }
        }
        return true;
    }
}
