package io.gnomon.weave;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Reads class files, as bytes and as resources; never a class. */
final class ClassFiles {

    private ClassFiles() {}

    /**
     * A reader of a class file of any version, newer ones than ASM knows included.
     *
     * @throws RuntimeException if it is malformed
     */
    static ClassReader reader(byte[] classFile) {
        return OpenedClassReader.of(classFile, true);
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
