package io.gnomon.it.programs;

import java.util.logging.LogManager;

/** An application's own log manager, as application servers have one: java.util.logging takes it when it starts. */
public final class TellingLogManager extends LogManager {

    /** For java.util.logging. */
    public TellingLogManager() {
        System.out.println("java.util.logging starts");
    }
}
