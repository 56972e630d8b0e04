package io.gnomon.cli.input;

/** What the process answers to its caller. */
public final class ExitCode {

    public static final int OK = 0;
    /** Nothing was found; or a problem was, that did not keep the command from its work. */
    public static final int NOTHING_FOUND = 1;

    public static final int USAGE = 2;
    public static final int UNREADABLE_FILE = 3;
    public static final int FAILED = 4;

    /** A defect of ours; as the BSDs number it in sysexits.h, like the next. */
    public static final int INTERNAL = 70;

    /** What was to be printed did not arrive. */
    public static final int OUTPUT_FAILED = 74;

    /** Whoever read the output has had enough: what a shell reports of other tools then, 128 and the number of SIGPIPE. */
    public static final int OUTPUT_CLOSED = 141;

    private ExitCode() {}
}
