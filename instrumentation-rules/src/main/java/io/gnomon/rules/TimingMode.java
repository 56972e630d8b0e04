package io.gnomon.rules;

/** How calls of an operation are timed. */
public enum TimingMode {
    /** As configured. */
    DEFAULT,
    /** Each call by the precise clock, whatever it costs. */
    EXACT,
    /** Not at all. */
    OFF
}
