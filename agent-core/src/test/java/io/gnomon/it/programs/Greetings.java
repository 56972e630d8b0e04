package io.gnomon.it.programs;

import java.util.function.Supplier;

/** A class behind an interface, a thread's loop, a lambda expression: what rules select, or miss. */
public final class Greetings {

    private Greetings() {}

    /** Says hello. */
    public interface Greeter {
        String greet(String name);
    }

    /** With a word for everybody. */
    static final class PoliteGreeter implements Greeter {
        @Override
        public String greet(String name) {
            return "Good day, " + name;
        }
    }

    /** Greets until it has greeted enough. */
    static final class GreetingThread extends Thread {
        @Override
        public void run() {
            Greeter greeter = new PoliteGreeter();
            for (int guest = 0; guest < 10; guest++) {
                String number = String.valueOf(guest);
                say(() -> greeter.greet(number));
            }
        }

        private static void say(Supplier<String> greeting) {
            System.out.println(greeting.get());
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        Thread thread = new GreetingThread();
        thread.start();
        thread.join();
    }
}
