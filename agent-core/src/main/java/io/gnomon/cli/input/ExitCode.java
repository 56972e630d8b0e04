package io.gnomon.cli.input;

/** What the process answers to its caller. */
public final class ExitCode {

    public static final int OK = 0;
    /** Nothing was found; or a problem was, that did not keep the command from its work. */
    public static final int NOTHING_FOUND = 1;

    public static final int USAGE = 2;
    public static final int UNREADABLE_FILE = 3;
    public static final int FAILED = 4;

    /** A defect of ours. */
    public static final int INTERNAL = 70;

    private ExitCode() {}
}
