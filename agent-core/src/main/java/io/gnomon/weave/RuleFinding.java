package io.gnomon.weave;

/**
 * Why a rule, or a part of it, selects nothing.
 *
 * @param note words that fit after a colon; empty if there is nothing to say
 * @param mistake whether it is most likely a mistake, and not a class that happens not to be used
 */
record RuleFinding(String note, boolean mistake) {

    static final RuleFinding NONE = new RuleFinding("", false);

    static RuleFinding mistake(String note) {
        return new RuleFinding(note, true);
    }

    static RuleFinding fact(String note) {
        return new RuleFinding(note, false);
    }
}
