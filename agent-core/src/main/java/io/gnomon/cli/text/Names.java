package io.gnomon.cli.text;

/** Operation names in a narrow column. */
final class Names {

    /** Fewer letters tell nothing, however deep in a tree. */
    private static final int LEAST = 8;

    private Names() {}

    /**
     * Abbreviates the packages in a name from the left, as far as needed: {@code com.acme.orders.OrderService.place}
     * becomes {@code c.a.orders.OrderService.place}. Class and method stay whole, so the result may still be wider.
     */
    static String abbreviate(String name, int width) {
        StringBuilder shortened = new StringBuilder(name);
        int segment = lead(name);
        while (shortened.length() > width) {
            int dot = shortened.indexOf(".", segment);
            if (dot <= segment || !isPackage(shortened, segment, dot)) {
                break;
            }
            shortened.delete(segment + 1, dot);
            segment += 2;
        }
        return shortened.toString();
    }

    /** Leaves out the middle of a name that is wider: its end, class and method, tells more than its beginning. */
    static String middle(String name, int width) {
        int lead = lead(name);
        int room = Math.max(width - lead, LEAST);
        if (name.length() - lead <= room) {
            return name;
        }
        int begin = (room - 1) / 3;
        return name.substring(0, lead + begin) + "…" + name.substring(name.length() - (room - 1 - begin));
    }

    /** Where a name begins that stands in a drawn tree. */
    private static int lead(String name) {
        int at = 0;
        while (at < name.length() && " │├└─".indexOf(name.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** A package by convention: all lower case, and not the last but one part of a name such as {@code cache.get}. */
    private static boolean isPackage(CharSequence name, int from, int dot) {
        for (int i = from; i < dot; i++) {
            char letter = name.charAt(i);
            if (!Character.isLowerCase(letter) && !Character.isDigit(letter) && letter != '_') {
                return false;
            }
        }
        return name.toString().indexOf('.', dot + 1) > 0;
    }
}
