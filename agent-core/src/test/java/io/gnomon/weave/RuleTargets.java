package io.gnomon.weave;

/** Classes for rules to select, or to miss. */
@SuppressWarnings("unused")
final class RuleTargets {

    private RuleTargets() {}

    static Class<?>[] all() {
        return RuleTargets.class.getDeclaredClasses();
    }

    interface Port {
        void send(String text);
    }

    static class MailPort implements Port {
        @Override
        public void send(String text) {}
    }

    abstract static class Base {
        abstract void step();

        void shared() {}
    }

    static class Step extends Base {
        @Override
        void step() {}
    }

    static class Finder {
        public static void main(String[] arguments) {}

        void find(long id) {}

        void find(String name, int... ids) {}

        Runnable lambda() {
            return () -> find(1);
        }
    }

    static class Loop extends Thread {
        @Override
        public void run() {}

        void once() {}
    }

    static class DeepLoop extends Loop {
        @Override
        public void run() {}
    }

    static class Task implements Runnable {
        @Override
        public void run() {}
    }
}
