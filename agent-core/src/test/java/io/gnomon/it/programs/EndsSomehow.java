package io.gnomon.it.programs;

/**
 * Makes calls, then ends. Arguments: how ({@code return}, {@code exit}, {@code wait} for a signal) and how many calls.
 */
public final class EndsSomehow {

    private EndsSomehow() {}

    public static void main(String[] arguments) throws InterruptedException {
        int calls = Integer.parseInt(arguments[1]);
        for (int call = 0; call < calls; call++) {
            work(call);
        }
        System.out.println("made " + calls);
        switch (arguments[0]) {
            case "exit" -> System.exit(3);
            case "wait" -> Thread.sleep(Long.MAX_VALUE);
            default -> {
                // Just returns.
            }
        }
    }

    static int work(int number) {
        return number * 31;
    }
}
