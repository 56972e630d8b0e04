package io.gnomon.agent;

/** The agent cannot work in this JVM. Its sentence tells the user what is missing, and what to do about it. */
final class UnsuitableJvmException extends Exception {

    private static final long serialVersionUID = 1;

    private final String sentence;

    UnsuitableJvmException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
