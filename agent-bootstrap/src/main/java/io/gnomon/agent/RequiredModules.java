package io.gnomon.agent;

import java.lang.module.ModuleFinder;

/** The modules of Java that the agent cannot do without; a program that is itself a module, or an image, may lack them. */
final class RequiredModules {

    /** The file is written through it. It brings java.logging and java.xml. */
    private static final String SQL = "java.sql";

    private RequiredModules() {}

    /**
     * Asks that they be there.
     *
     * <p>One that is missing is not loaded for the agent alone, as the JDK could: all class loaders would see it, and an
     * application that looks for a class of it would find one that its own modules may not use.
     *
     * @throws UnsuitableJvmException with a sentence that says what to do
     */
    static void check() throws UnsuitableJvmException {
        if (ModuleLayer.boot().findModule(SQL).isPresent()) {
            return;
        }
        boolean installed = ModuleFinder.ofSystem().find(SQL).isPresent();
        throw new UnsuitableJvmException(
                installed
                        ? "the program's modules do not ask for " + SQL + ", which the agent needs: start Java with"
                                + " --add-modules " + SQL
                        : "this Java was built without the module " + SQL + ", which the agent needs: add it with"
                                + " jlink --add-modules " + SQL + ",java.instrument");
    }
}
