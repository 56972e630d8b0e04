package io.gnomon.weave;

/** A method's code is such that it must be left alone. Without a stack trace: it is the weaver's ordinary way out. */
final class UnweavableMethodException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String method;
    private final String reason;

    /**
     * @param method name and descriptor
     * @param reason words that fit after "is left alone:"
     */
    UnweavableMethodException(String method, String reason) {
        super(method + " cannot be woven: " + reason, null, false, false);
        this.method = method;
        this.reason = reason;
    }

    String method() {
        return method;
    }

    String reason() {
        return reason;
    }
}
