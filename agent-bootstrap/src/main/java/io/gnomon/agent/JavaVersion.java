package io.gnomon.agent;

/** Which Java this is, asked in a way that every version since 8 answers. */
final class JavaVersion {

    private static final int NEEDED = 17;

    private JavaVersion() {}

    static boolean isSupported() {
        return feature(System.getProperty("java.specification.version", "0")) >= NEEDED;
    }

    /** 8 for "1.8", 17 for "17"; 0 for what is no number. */
    static int feature(String specification) {
        String number = specification.startsWith("1.") ? specification.substring(2) : specification;
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
