package java.lang;

import jdk.internal.misc.VM;

/** What the JVM knows of itself and otherwise tells by management beans, whose start takes a tenth of a second. */
public final class GnomonJvm {

    private GnomonJvm() {}

    /** The JVM's arguments, those of the environment included; not the program's. */
    public static String[] arguments() {
        return VM.getRuntimeArguments();
    }
}
