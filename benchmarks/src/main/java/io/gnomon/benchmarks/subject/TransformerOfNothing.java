package io.gnomon.benchmarks.subject;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * An agent that is shown every class and leaves it alone: what the JVM itself takes to ask an agent, before any agent has done
 * anything. This program's jar names it in its manifest.
 */
public final class TransformerOfNothing implements ClassFileTransformer {

    private TransformerOfNothing() {}

    /** The JVM calls this before {@code main}. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new TransformerOfNothing(), true);
    }

    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        return null;
    }
}
