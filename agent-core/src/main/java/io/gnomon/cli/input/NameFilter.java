package io.gnomon.cli.input;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Chooses operations by name: a glob if there is a * or ? in it, otherwise any part of the name, in either case. */
public final class NameFilter {

    private NameFilter() {}

    public static Predicate<String> of(String text) {
        if (text.indexOf('*') < 0 && text.indexOf('?') < 0) {
            String part = text.toLowerCase(Locale.ROOT);
            return name -> name.toLowerCase(Locale.ROOT).contains(part);
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            regex.append(sign == '*' ? ".*" : sign == '?' ? "." : Pattern.quote(String.valueOf(sign)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .asMatchPredicate();
    }
}
