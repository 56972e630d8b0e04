package io.gnomon.it.programs;

import io.gnomon.api.Monitored;

/** A thread and a failure each of whose methods throws that can. */
public final class Unwilling {

    private static final class UnwillingThread extends Thread {
        UnwillingThread(Runnable work) {
            super(null, work, "unwilling");
        }

        @Override
        @SuppressWarnings("deprecation")
        public long getId() {
            throw new UnsupportedOperationException("getId");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException("getStackTrace");
        }

        @Override
        public State getState() {
            throw new UnsupportedOperationException("getState");
        }

        @Override
        public boolean isInterrupted() {
            throw new UnsupportedOperationException("isInterrupted");
        }

        @Override
        public ClassLoader getContextClassLoader() {
            throw new UnsupportedOperationException("getContextClassLoader");
        }

        @Override
        public UncaughtExceptionHandler getUncaughtExceptionHandler() {
            return (thread, failure) -> System.out.println("left the thread: " + failure.getClass());
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException("toString");
        }
    }

    private static final class UnwillingFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("getMessage");
        }

        @Override
        public String getLocalizedMessage() {
            throw new UnsupportedOperationException("getLocalizedMessage");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new UnsupportedOperationException("getCause");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException("getStackTrace");
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException("toString");
        }

        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("hashCode");
        }

        @Override
        public boolean equals(Object other) {
            throw new UnsupportedOperationException("equals");
        }
    }

    private Unwilling() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread thread = new UnwillingThread(() -> {
            succeed();
            try {
                fail();
            } catch (UnwillingFailure expected) {
                System.out.println("failed as expected");
            }
        });
        thread.start();
        thread.join();
        System.out.println("done");
    }

    @Monitored
    private static void succeed() {}

    @Monitored
    private static void fail() {
        throw new UnwillingFailure();
    }
}
