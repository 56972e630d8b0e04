package io.gnomon.model;

/**
 * What came of a rule so far.
 *
 * @param number its place among the rules, from 1
 * @param source where it was declared, such as {@code rules.yaml:3}
 * @param classPattern as written
 * @param methodPatterns as written, separated by commas
 * @param mode as written, {@code default} if it was not
 * @param classes how many classes it decides about, of those loaded
 * @param methods how many methods it has woven or, with mode {@code off}, taken out
 * @param leftAlone how many methods it selects that could not be woven
 * @param note why it selects nothing, or what in it selects nothing, in words that fit after a colon; empty if all is well
 * @param mistake whether the note tells of what is most likely a mistake
 */
public record RuleState(
        int number,
        String source,
        String classPattern,
        String methodPatterns,
        String mode,
        long classes,
        long methods,
        long leftAlone,
        String note,
        boolean mistake) {

    /** Whether it has woven nothing and taken nothing out. */
    public boolean selectsNothing() {
        return methods == 0;
    }

    /** The state in one sentence without its end. */
    public String sentence() {
        String rule = source + ": " + classPattern + " " + methodPatterns;
        if (selectsNothing()) {
            return rule + " selects nothing so far" + (note.isEmpty() ? "" : ": " + note);
        }
        String selects = rule + (mode.equals("off") ? " takes out " : " selects ") + Count.of(methods, "method")
                + " of " + Count.of(classes, "class", "classes");
        return note.isEmpty() ? selects : selects + "; " + note;
    }
}
