package io.gnomon.log;

import io.gnomon.files.PrivateFiles;
import io.gnomon.text.Escapes;
import io.gnomon.text.Redaction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One log file beside the database. When it reaches its limit it becomes {@code name.1} and a new one begins, so that the
 * two never take more than twice the limit and a line. A file that does not begin as a log of ours is somebody else's and
 * is left alone, for another name.
 *
 * <p>Lines wait in memory until an agent thread calls {@link #write}; before {@link #open} they just wait. Warnings also
 * go to standard error, the first few of them, because that is where somebody looks who has not heard of the file.
 *
 * <p>Messages hold what strangers typed. So an entry is one line, with those of a stack indented below it, whatever is in
 * the message: nobody can make up an entry. Secrets are hidden when it is written.
 */
public final class RotatingLog implements AgentLog {

    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final String STACK_INDENT = "    ";
    private static final int MAX_WAITING = 2_000;
    private static final int MAX_WARNINGS_ON_STANDARD_ERROR = 10;
    private static final int MAX_NAMES = 10;

    /** The first line of each log. */
    private static final String HEAD = "# Gnomon's log";

    private final long limitBytes;
    private final ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger warnings = new AtomicInteger();

    private final StandardError standardError;
    private final Redaction redaction;
    private volatile @Nullable Path file;

    /** The last line for standard error that there was no room to say. */
    private volatile @Nullable String unsaid;

    /** @param limitBytes from which size on the file is rotated */
    public RotatingLog(long limitBytes) {
        this(limitBytes, new StandardError(), new Redaction(List.of()));
    }

    /**
     * @param limitBytes from which size on the file is rotated
     * @param standardError takes the first warnings, too
     * @param redaction hides the secrets in what is written
     */
    public RotatingLog(long limitBytes, StandardError standardError, Redaction redaction) {
        this.limitBytes = limitBytes;
        this.standardError = standardError;
        this.redaction = redaction;
    }

    @Override
    public void info(String message) {
        try {
            add("INFO  " + Escapes.visible(message));
        } catch (VirtualMachineError | LinkageError noRoom) {
            lost.incrementAndGet();
        }
    }

    @Override
    public void warn(String message, @Nullable Throwable cause) {
        try {
            tell(message, cause);
        } catch (VirtualMachineError | LinkageError noRoom) {
            // Who warns has trouble enough, most likely the very same: no memory, or no stack. It is said later.
            unsaid = message;
            lost.incrementAndGet();
        }
    }

    private void tell(String message, @Nullable Throwable cause) {
        add("WARN  " + Escapes.visible(message) + (cause == null ? "" : stackOf(cause)));
        int count = warnings.incrementAndGet();
        if (count <= MAX_WARNINGS_ON_STANDARD_ERROR) {
            say(message + (cause == null ? "" : ": " + cause));
        }
        if (count == MAX_WARNINGS_ON_STANDARD_ERROR) {
            say("further warnings go to " + (file == null ? "the log file" : file) + " alone");
        }
    }

    /** Prints one line on standard error. */
    public void say(String line) {
        try {
            standardError.say(redaction.text(line));
        } catch (VirtualMachineError | LinkageError noRoom) {
            unsaid = line;
        }
    }

    /** Says where the lines go from now on. */
    public void open(Path newFile) {
        Path free = newFile;
        for (int number = 2; number <= MAX_NAMES && !(isOurs(free) && isOurs(rotated(free))); number++) {
            free = newFile.resolveSibling(newFile.getFileName() + "-" + number);
        }
        file = free;
    }

    private static boolean isOurs(Path path) {
        if (!Files.exists(path)) {
            return true;
        }
        byte[] head = HEAD.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] found = in.readNBytes(head.length);
            return found.length == 0 || Arrays.equals(found, head);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Path rotated(Path target) {
        return target.resolveSibling(target.getFileName() + ".1");
    }

    /** Writes the waiting lines. For one agent thread at a time. */
    public synchronized void write() {
        String late = unsaid;
        if (late != null) {
            unsaid = null;
            say(late);
        }
        Path target = file;
        if (target == null) {
            return;
        }
        try {
            while (!waiting.isEmpty()) {
                rotate(target);
                append(target);
            }
        } catch (IOException | RuntimeException unwritable) {
            // A log that cannot be written must not become a second problem.
            while (take() != null) {
                lost.incrementAndGet();
            }
        }
    }

    /** Writes waiting lines until there is none, or the file has reached its limit. */
    private void append(Path target) throws IOException {
        PrivateFiles.createFile(target);
        long size = Files.size(target);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target, StandardOpenOption.APPEND))) {
            if (size == 0) {
                size += write(HEAD, out);
            }
            String line = take();
            while (line != null) {
                size += write(line, out);
                line = size < limitBytes ? take() : null;
            }
            int lostLines = waiting.isEmpty() ? lost.getAndSet(0) : 0;
            if (lostLines > 0) {
                write(lostLines + " lines were lost here", out);
            }
        }
    }

    private int write(String line, OutputStream out) throws IOException {
        byte[] bytes = (redaction.text(line) + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        return bytes.length;
    }

    private @Nullable String take() {
        String line = waiting.poll();
        if (line != null) {
            waitingCount.decrementAndGet();
        }
        return line;
    }

    private void rotate(Path target) throws IOException {
        if (Files.exists(target) && Files.size(target) >= limitBytes) {
            Files.move(target, rotated(target), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void add(String text) {
        if (waitingCount.get() >= MAX_WAITING) {
            lost.incrementAndGet();
            return;
        }
        waiting.add(now() + " " + text);
        waitingCount.incrementAndGet();
    }

    /** As an Instant's text, but without the formatter that makes it: the application may not need that for long. */
    private static String now() {
        long millis = System.currentTimeMillis();
        long ofDay = Math.floorMod(millis, MILLIS_PER_DAY);
        return LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_PER_DAY))
                + "T" + digits(ofDay / 3_600_000, 2)
                + ":" + digits(ofDay / 60_000 % 60, 2)
                + ":" + digits(ofDay / 1_000 % 60, 2)
                + "." + digits(ofDay % 1_000, 3) + "Z";
    }

    private static String digits(long number, int width) {
        String text = Long.toString(number);
        return "0".repeat(width - text.length()) + text;
    }

    private static String stackOf(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        StringBuilder indented = new StringBuilder();
        text.toString()
                .lines()
                .forEach(line -> indented.append(System.lineSeparator())
                        .append(STACK_INDENT)
                        .append(Escapes.visible(line.replace("\t", STACK_INDENT))));
        return indented.toString();
    }
}
