package io.gnomon.cli.text;

import io.gnomon.text.Escapes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and prints. All text for people goes through {@link #println} or {@link #complain}: nothing that a file
 * holds reaches a terminal as it is, for messages and names hold what strangers typed.
 *
 * @param width the columns that a table may take
 * @param unicode whether the output can show more than ASCII
 * @param interactive whether the output is a terminal
 * @param zone in which times are printed
 */
public record Terminal(
        InputStream in, Output out, PrintStream err, int width, boolean unicode, boolean interactive, ZoneId zone) {

    /** The width of what is no terminal: whole names and all columns suit programs that read them. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int LEAST_WIDTH = 40;

    /** Standard input and output as this process has them. */
    public static Terminal system() {
        boolean interactive = Tty.isOutput();
        boolean unicode = isUnicode();
        return new Terminal(
                System.in,
                new Output(new FileOutputStream(FileDescriptor.out), interactive, charset(unicode)),
                System.err,
                columns(System.getenv("COLUMNS"), interactive),
                unicode,
                interactive,
                interactive ? ZoneId.systemDefault() : ZoneOffset.UTC);
    }

    /** The same with its output elsewhere. */
    public Terminal to(Output otherOut) {
        return new Terminal(in, otherOut, err, width, unicode, interactive, zone);
    }

    /** The same, but with this width and time zone. */
    public Terminal with(int otherWidth, ZoneId otherZone) {
        return new Terminal(in, out, err, otherWidth, unicode, interactive, otherZone);
    }

    /** A time for people, to the millisecond. */
    public String time(Instant instant) {
        return Format.time(instant, zone);
    }

    /** Prints one line, whatever is in the text. */
    public void println(String line) {
        out.println(printable(line));
    }

    /** Prints sentences, in lines that fit. */
    public void printText(String sentences) {
        StringBuilder line = new StringBuilder();
        for (String word : sentences.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                println(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        println(line.toString());
    }

    /** The output for text that others lay out, such as help. */
    public PrintWriter writer() {
        return new PrintWriter(new OutputStreamWriter(out, charset(unicode)), true);
    }

    public void println() {
        out.println();
    }

    /** Says something on standard error, after all that was printed before. */
    public void complain(String sentence) {
        out.flush();
        err.println(printable("gnomon: " + sentence));
    }

    /** Prints where something failed, for those who mend it. */
    public void trace(Throwable failure) {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        stack.toString().lines().forEach(line -> err.println(printable(line.replace("\t", "    "))));
    }

    /** As it can be shown: what is invisible or obeyed is escaped, and without Unicode the reports' signs are replaced. */
    String printable(String line) {
        String text = Escapes.visible(line);
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

    private static Charset charset(boolean unicode) {
        return unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    }

    private static char replacement(char sign) {
        return switch (sign) {
            case 'µ' -> 'u';
            case '×' -> 'x';
            case '±' -> '~';
            case '─' -> '-';
            case '│' -> '|';
            case '├' -> '+';
            case '└' -> '`';
            case '◀' -> '<';
            case '…' -> '~';
            case '▲' -> '^';
            case '▼' -> 'v';
            case '→' -> '>';
            default -> '?';
        };
    }

    /** Shells tell COLUMNS to themselves alone, so it is asked for where nobody has set it. */
    private static int columns(@Nullable String variable, boolean interactive) {
        try {
            if (variable != null) {
                return Math.max(LEAST_WIDTH, Integer.parseInt(variable.strip()));
            }
        } catch (NumberFormatException notANumber) {
            // As if it were not set.
        }
        return interactive
                ? Tty.size().map(size -> Math.max(LEAST_WIDTH, size[0])).orElse(UNLIMITED)
                : UNLIMITED;
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
