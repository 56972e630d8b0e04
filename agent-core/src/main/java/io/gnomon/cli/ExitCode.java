package io.gnomon.cli;

/** What the process answers to its caller. */
final class ExitCode {

    static final int OK = 0;
    static final int NOTHING_FOUND = 1;
    static final int USAGE = 2;
    static final int UNREADABLE_FILE = 3;
    static final int FAILED = 4;

    /** A defect of ours. */
    static final int INTERNAL = 70;

    private ExitCode() {}
}
