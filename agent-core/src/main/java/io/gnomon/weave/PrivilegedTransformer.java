package io.gnomon.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Weaves with the agent's own rights. Under a security manager, code may do what all its callers may; and the application,
 * which often may not read files or look at class loaders, is among the callers of what happens when it loads a class.
 */
@SuppressWarnings("removal")
final class PrivilegedTransformer implements ClassFileTransformer {

    /** The first JDK without security managers. */
    private static final int WITHOUT_MANAGERS = 24;

    private final Weaving weaving;

    private PrivilegedTransformer(Weaving weaving) {
        this.weaving = weaving;
    }

    /** The transformer to install for this one. */
    static ClassFileTransformer of(Weaving weaving) {
        if (Runtime.version().feature() >= WITHOUT_MANAGERS) {
            return weaving;
        }
        PrivilegedTransformer privileged = new PrivilegedTransformer(weaving);
        // All classes that this takes are loaded now: the loading of a class inside a transformer comes back to it.
        privileged.transform(null, null, null, null, new byte[0]);
        return privileged;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String internalName,
            @Nullable Class<?> transformedAgain,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        return AccessController.doPrivileged(
                new Transformation(weaving, loader, internalName, transformedAgain, domain, classFile));
    }

    private static final class Transformation implements PrivilegedAction<byte @Nullable []> {

        private final Weaving weaving;
        private final @Nullable ClassLoader loader;
        private final @Nullable String internalName;
        private final @Nullable Class<?> transformedAgain;
        private final @Nullable ProtectionDomain domain;
        private final byte[] classFile;

        Transformation(
                Weaving weaving,
                @Nullable ClassLoader loader,
                @Nullable String internalName,
                @Nullable Class<?> transformedAgain,
                @Nullable ProtectionDomain domain,
                byte[] classFile) {
            this.weaving = weaving;
            this.loader = loader;
            this.internalName = internalName;
            this.transformedAgain = transformedAgain;
            this.domain = domain;
            this.classFile = classFile;
        }

        @Override
        public byte @Nullable [] run() {
            return weaving.transform(loader, internalName, transformedAgain, domain, classFile);
        }
    }
}
