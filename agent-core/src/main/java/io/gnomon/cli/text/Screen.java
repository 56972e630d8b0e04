package io.gnomon.cli.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The whole terminal, for a picture that is drawn again and again. Keys come at once and are not shown. Whatever ends the
 * process, but for a kill, gives the terminal back as it was.
 */
public final class Screen implements AutoCloseable {

    private static final String ESCAPE = "\u001b[";
    private static final String BEGIN = ESCAPE + "?1049h" + ESCAPE + "?25l";
    private static final String END = ESCAPE + "?25h" + ESCAPE + "?1049l";
    private static final String HOME = ESCAPE + "H";
    private static final String CLEAR_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";
    private static final int ROWS = 24;
    private static final long LOOK_MILLIS = 50;

    private final Terminal terminal;
    private final String settings;
    private final Thread restorer = new Thread(this::restore, "gnomon-screen");
    private boolean restored;

    private Screen(Terminal terminal, String settings) {
        this.terminal = terminal;
        this.settings = settings;
    }

    /** Takes the terminal over; empty where there is none, or none that obeys {@code stty}. */
    public static Optional<Screen> open(Terminal terminal) {
        if (!terminal.interactive()) {
            return Optional.empty();
        }
        return Tty.stty("-g").map(settings -> {
            Screen screen = new Screen(terminal, settings);
            Runtime.getRuntime().addShutdownHook(screen.restorer);
            Tty.stty("-icanon", "-echo", "min", "0", "time", "0");
            terminal.out().print(BEGIN);
            terminal.out().flush();
            return screen;
        });
    }

    /** The terminal with the width that it has now. */
    public Terminal sized(boolean wide) {
        int width = wide ? Terminal.UNLIMITED : Tty.size().map(size -> size[0]).orElse(terminal.width());
        return terminal.with(width, terminal.zone());
    }

    /** How many lines there are. */
    public int rows() {
        return Tty.size().map(size -> size[1]).orElse(ROWS);
    }

    /** Draws over what was there, without a flicker. */
    public void draw(List<String> lines) {
        StringBuilder picture = new StringBuilder(HOME);
        int rows = Math.min(lines.size(), rows());
        // A line that wrapped would push the first one out.
        int columns = Tty.size().map(size -> size[0]).orElse(Integer.MAX_VALUE);
        for (int row = 0; row < rows; row++) {
            String line = terminal.printable(lines.get(row));
            picture.append(line, 0, Math.min(line.length(), columns))
                    .append(CLEAR_LINE)
                    .append(row < rows - 1 ? "\r\n" : "");
        }
        terminal.out().print(picture.append(CLEAR_BELOW));
        terminal.out().flush();
    }

    /** The next key, or 0 if none is pressed until then; -1 if there is no more input. */
    public int key(long millis) throws IOException, InterruptedException {
        InputStream in = terminal.in();
        long until = System.nanoTime() + millis * 1_000_000;
        do {
            if (in.available() > 0) {
                return in.read();
            }
            Thread.sleep(LOOK_MILLIS);
        } while (System.nanoTime() - until < 0);
        return 0;
    }

    /** Gives the terminal back. */
    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(restorer);
        } catch (IllegalStateException endingAlready) {
            // Then the hook runs, and finds that there is nothing left to do.
        }
    }

    private synchronized void restore() {
        if (!restored) {
            restored = true;
            terminal.out().print(END);
            terminal.out().flush();
            Tty.stty(settings);
        }
    }
}
