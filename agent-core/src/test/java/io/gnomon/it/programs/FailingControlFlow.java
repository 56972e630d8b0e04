package io.gnomon.it.programs;

/**
 * A method that fails by the thousand because that is how it answers, inside a slow call; and requests that are fast although
 * a query in them is slow. Argument: how many calls fail.
 */
public final class FailingControlFlow {

    private static final int REQUESTS = 5;
    private static final int SLOW_MILLIS = 60;

    private FailingControlFlow() {}

    static int parse(String text) {
        if (text.charAt(0) != '0') {
            throw new NumberFormatException("no number: " + text);
        }
        return text.length();
    }

    static int all(int calls) {
        int failed = 0;
        for (int call = 0; call < calls; call++) {
            try {
                parse("x" + call);
            } catch (NumberFormatException expected) {
                failed++;
            }
        }
        return failed;
    }

    static int request() throws InterruptedException {
        return service();
    }

    static int service() throws InterruptedException {
        return query();
    }

    static int query() throws InterruptedException {
        Thread.sleep(SLOW_MILLIS);
        return 1;
    }

    public static void main(String[] arguments) throws Exception {
        int sum = 0;
        for (int request = 0; request < REQUESTS; request++) {
            sum += request();
        }
        sum += all(Integer.parseInt(arguments[0]));
        System.out.println(sum);
    }
}
