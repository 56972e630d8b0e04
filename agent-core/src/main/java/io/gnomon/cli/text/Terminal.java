package io.gnomon.cli.text;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and prints.
 *
 * @param width the columns that a table may take before names are abbreviated
 * @param unicode whether the output can show more than ASCII
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, int width, boolean unicode) {

    private static final int DEFAULT_WIDTH = 160;
    private static final int LEAST_WIDTH = 40;

    /** Standard input and output as this process has them. */
    public static Terminal system() {
        return new Terminal(System.in, System.out, System.err, columns(System.getenv("COLUMNS")), isUnicode());
    }

    public void println(String line) {
        out.println(printable(line));
    }

    /** The output for text that others lay out, such as help. */
    public PrintWriter writer() {
        Charset charset = unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        return new PrintWriter(new OutputStreamWriter(out, charset), true);
    }

    public void println() {
        out.println();
    }

    public void complain(String sentence) {
        err.println(printable("gnomon: " + sentence));
    }

    /** The signs that the reports use beyond ASCII, each replaced by one that any output can show. */
    private String printable(String text) {
        if (unicode) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            ascii.append(sign < 128 ? sign : replacement(sign));
        }
        return ascii.toString();
    }

    private static char replacement(char sign) {
        return switch (sign) {
            case 'µ' -> 'u';
            case '×' -> 'x';
            case '─' -> '-';
            case '│' -> '|';
            case '├' -> '+';
            case '└' -> '`';
            case '◀' -> '<';
            default -> '?';
        };
    }

    private static int columns(String variable) {
        try {
            return variable == null ? DEFAULT_WIDTH : Math.max(LEAST_WIDTH, Integer.parseInt(variable.strip()));
        } catch (NumberFormatException notANumber) {
            return DEFAULT_WIDTH;
        }
    }

    /** Java 17 does not tell the charset of standard output; these properties do, the newer name first. */
    private static boolean isUnicode() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        try {
            Charset charset = name == null ? Charset.defaultCharset() : Charset.forName(name);
            return charset.equals(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unknownCharset) {
            return false;
        }
    }
}
