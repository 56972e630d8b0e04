package io.gnomon.cli.text;

/** Operation names in a narrow column. */
final class Names {

    private Names() {}

    /**
     * Abbreviates the packages in a name from the left, as far as needed: {@code com.acme.orders.OrderService.place}
     * becomes {@code c.a.orders.OrderService.place}. Class and method stay whole, so the result may still be wider.
     */
    static String abbreviate(String name, int width) {
        StringBuilder shortened = new StringBuilder(name);
        int segment = 0;
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
