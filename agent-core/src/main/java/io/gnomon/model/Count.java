package io.gnomon.model;

/** A number with its noun: "1 method", "2,000 methods". */
public final class Count {

    private Count() {}

    /** With the plural that ends in s. */
    public static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    /** With a plural of its own. */
    public static String of(long number, String noun, String plural) {
        return grouped(number) + " " + (number == 1 ? noun : plural);
    }

    /** With a comma at the thousands. By hand: a format would load a hundred classes before the application's main. */
    public static String grouped(long number) {
        StringBuilder digits = new StringBuilder(Long.toString(number));
        for (int at = digits.length() - 3; at > (number < 0 ? 1 : 0); at -= 3) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }
}
