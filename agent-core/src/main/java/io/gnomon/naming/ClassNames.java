package io.gnomon.naming;

/** Names of programs taken from names of classes. */
final class ClassNames {

    private ClassNames() {}

    /**
     * The class's simple name, and for one that says nothing, such as {@code com.acme.orders.Main}, the innermost package
     * that does.
     *
     * @param name a class's, or a module's that names its main class itself
     */
    static String program(String name) {
        String simple = withoutKt(simple(name));
        if (!FileNames.isGeneric(simple)) {
            return simple;
        }
        for (String rest = parent(name); !rest.isEmpty(); rest = parent(rest)) {
            if (!FileNames.isGeneric(simple(rest))) {
                return isDomain(rest) ? simple : simple(rest);
            }
        }
        return simple;
    }

    /** The first part of a name is hardly ever more than a domain such as "com", unless it is all there is. */
    private static boolean isDomain(String name) {
        return switch (name) {
            case "com", "org", "net", "io", "de", "dev", "edu", "eu", "fr", "uk" -> true;
            default -> false;
        };
    }

    /** Kotlin's class for the functions of a file. */
    private static String withoutKt(String simple) {
        return simple.endsWith("Kt") && simple.length() > 2 ? simple.substring(0, simple.length() - 2) : simple;
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
