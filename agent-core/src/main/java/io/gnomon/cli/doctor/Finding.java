package io.gnomon.cli.doctor;

/**
 * What a check of the environment found.
 *
 * @param subject what was looked at
 * @param detail what is there
 * @param hint what to do about it; empty if nothing needs doing
 */
public record Finding(Level level, String subject, String detail, String hint) {

    public enum Level {
        OK,
        WARNING,
        PROBLEM
    }

    static Finding ok(String subject, String detail) {
        return new Finding(Level.OK, subject, detail, "");
    }

    static Finding warning(String subject, String detail, String hint) {
        return new Finding(Level.WARNING, subject, detail, hint);
    }

    static Finding problem(String subject, String detail, String hint) {
        return new Finding(Level.PROBLEM, subject, detail, hint);
    }
}
