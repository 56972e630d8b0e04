package io.gnomon.weave;

import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What a class file declares, as far as the choice of methods needs it.
 *
 * @param name the internal name
 * @param superclass its internal name; null for {@code Object} alone
 * @param bridges what each bridge method passes its calls on to, both by name and descriptor
 */
record ClassSummary(
        String name,
        @Nullable String superclass,
        int access,
        List<AnnotationUse> annotations,
        List<Method> methods,
        Map<String, String> bridges) {

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    /** The binary name. */
    String className() {
        return name.replace('/', '.');
    }

    String packageName() {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    /** A declared method. */
    record Method(int access, String name, String descriptor, List<AnnotationUse> annotations) {

        /** Name and descriptor, which identify it in its class. A string: it is cheaper to hash than a record. */
        String key() {
            return name.concat(descriptor);
        }

        /** Whether it has no code. */
        boolean isBodiless() {
            return has(Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE);
        }

        /** Whether there is code to weave, other than a static initialiser or a bridge. */
        boolean isWeavable() {
            return !has(Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE) && !name.equals("<clinit>");
        }

        boolean isSynthetic() {
            return has(Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE);
        }

        /** Whether it can override, and be overridden. */
        boolean isVirtual() {
            return !has(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC) && name.charAt(0) != '<';
        }

        boolean isPackagePrivate() {
            return !has(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE);
        }

        private boolean has(int flags) {
            return (access & flags) != 0;
        }
    }
}
