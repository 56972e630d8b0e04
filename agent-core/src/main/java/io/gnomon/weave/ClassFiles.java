package io.gnomon.weave;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Reads class files, as bytes and as resources; never a class. */
final class ClassFiles {

    /** The version of ASM's interface that our visitors speak. */
    static final int ASM_API = Opcodes.ASM9;

    /** The newest class files that ASM admits to know. */
    private static final int NEWEST_KNOWN = Opcodes.V28;

    private ClassFiles() {}

    /**
     * A reader of a class file of any version, newer ones than ASM knows included.
     *
     * @throws RuntimeException if it is malformed
     */
    static ClassReader reader(byte[] classFile) {
        int version = version(classFile);
        if (version <= NEWEST_KNOWN) {
            return new ClassReader(classFile);
        }
        // ASM looks at the version once, when the reader is made; what it hands on is the version read later.
        byte[] opened = classFile.clone();
        setVersion(opened, NEWEST_KNOWN);
        ClassReader reader = new ClassReader(opened);
        setVersion(opened, version);
        return reader;
    }

    private static void setVersion(byte[] classFile, int major) {
        classFile[6] = (byte) (major >> 8);
        classFile[7] = (byte) major;
    }

    /** The class file's major version; 0 if it is cut short. */
    static int version(byte[] classFile) {
        return classFile.length < 8 ? 0 : ((classFile[6] & 0xFF) << 8) | (classFile[7] & 0xFF);
    }

    /** Whether this is a version in which the JVM can verify what we weave. */
    static boolean isWeavable(int version) {
        return version >= Opcodes.V1_5;
    }

    /**
     * The class file that the loader would define the type from.
     *
     * @return null if it gives none: the type is missing, or made at run time
     */
    static byte @Nullable [] read(@Nullable ClassLoader loader, String internalName) {
        String resource = internalName.concat(".class");
        try (InputStream in = loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException unreadable) {
            return null;
        }
    }
}
