package io.gnomon.it.programs;

/** Installs a security manager, then runs {@link EndsSomehow}, whose class is loaded under it. */
public final class WithManager {

    private WithManager() {}

    @SuppressWarnings("removal")
    public static void main(String[] arguments) throws InterruptedException {
        System.setSecurityManager(new SecurityManager());
        EndsSomehow.main(arguments);
    }
}
