package io.gnomon.cli.text;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What commands print to. A PrintStream tells that something did not arrive, but not why; this one does. */
public final class Output extends PrintStream {

    private static final int BUFFER_BYTES = 8_192;

    private final Target target;

    /** @param lineByLine whether each line is to be seen at once, as on a terminal */
    public Output(OutputStream target, boolean lineByLine, Charset charset) {
        this(new Target(target), lineByLine, charset);
    }

    private Output(Target target, boolean lineByLine, Charset charset) {
        super(new BufferedOutputStream(target, BUFFER_BYTES), lineByLine, charset);
        this.target = target;
    }

    /** Sends out what still waits. The reason why something did not arrive; empty if all has. */
    public Optional<IOException> failure() {
        return checkError() ? Optional.of(target.failure()) : Optional.empty();
    }

    /** Whether something failed to arrive: what else there is to print need not be made. */
    public boolean isBroken() {
        return target.failure != null;
    }

    /**
     * Whether it failed because whoever reads it has had enough, such as {@code head}, and not because something is wrong.
     * Only the system's words tell; in most languages they hold the word "pipe".
     */
    public static boolean isClosedByReader(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** Remembers the first failure, and then takes nothing more. */
    private static final class Target extends OutputStream {

        private final OutputStream out;
        private @Nullable IOException failure;

        Target(OutputStream out) {
            this.out = out;
        }

        IOException failure() {
            return failure == null ? new IOException("for an unknown reason") : failure;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            if (failure != null) {
                throw failure;
            }
            try {
                out.write(bytes, start, length);
            } catch (IOException refused) {
                failure = refused;
                throw refused;
            }
        }

        @Override
        public void flush() throws IOException {
            if (failure == null) {
                out.flush();
            }
        }
    }
}
