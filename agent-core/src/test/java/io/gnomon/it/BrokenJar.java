package io.gnomon.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the agent's jar in which one thing is broken: for failures that nobody can bring about from outside. All else is
 * what is shipped, and nothing in it knows of tests.
 */
final class BrokenJar {

    /** When a method throws: at once, or when it has done its work. */
    enum When {
        AT_ITS_BEGIN,
        AT_ITS_END
    }

    private BrokenJar() {}

    /** A copy in which all methods of this name throw. */
    static Path throwing(Path copy, String className, String method, Class<? extends Throwable> failure, When when)
            throws IOException {
        boolean[] found = new boolean[1];
        change(copy, className, classFile -> {
            ClassReader reader = new ClassReader(classFile);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new Thrower(writer, method, Type.getInternalName(failure), when, found), 0);
            return writer.toByteArray();
        });
        if (!found[0]) {
            throw new IllegalArgumentException("no method " + method + " in " + className);
        }
        return copy;
    }

    /** A copy that lacks a class. */
    static Path without(Path copy, String className) throws IOException {
        change(copy, className, classFile -> null);
        return copy;
    }

    private static void change(Path copy, String className, UnaryOperator<byte @Nullable []> change)
            throws IOException {
        String file = className.replace('.', '/') + ".class";
        Set<String> places =
                Set.of(file, "gnomon/core/" + file, "gnomon/recorder/" + file.substring(file.lastIndexOf('/') + 1));
        boolean found = false;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(ForkedJvm.agentJar()));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            // What is packed again is read once.
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (places.contains(entry.getName())) {
                    found = true;
                    bytes = change.apply(bytes);
                }
                if (bytes != null) {
                    put(out, entry.getName(), bytes);
                }
            }
        }
        if (!found) {
            throw new IllegalArgumentException("no class " + className + " in the agent's jar");
        }
    }

    private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        entry.setCrc(checksum.getValue());
        entry.setSize(bytes.length);
        out.putNextEntry(entry);
        out.write(bytes);
    }

    private static final class Thrower extends ClassVisitor {

        private final String method;
        private final String failure;
        private final When when;
        private final boolean[] found;

        Thrower(ClassVisitor next, String method, String failure, When when, boolean[] found) {
            super(Opcodes.ASM9, next);
            this.method = method;
            this.failure = failure;
            this.when = when;
            this.found = found;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!name.equals(method) || (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
                return code;
            }
            found[0] = true;
            return when == When.AT_ITS_END ? new AtEnd(code, failure) : instead(code);
        }

        /** Without the body, which nothing would reach. */
        private @Nullable MethodVisitor instead(MethodVisitor code) {
            code.visitCode();
            raise(code, failure);
            code.visitMaxs(0, 0);
            code.visitEnd();
            return null;
        }
    }

    private static final class AtEnd extends MethodVisitor {

        private final String failure;

        AtEnd(MethodVisitor next, String failure) {
            super(Opcodes.ASM9, next);
            this.failure = failure;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                raise(mv, failure);
            } else {
                super.visitInsn(opcode);
            }
        }
    }

    private static void raise(MethodVisitor code, String failure) {
        code.visitTypeInsn(Opcodes.NEW, failure);
        code.visitInsn(Opcodes.DUP);
        code.visitLdcInsn("injected");
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, failure, "<init>", "(Ljava/lang/String;)V", false);
        code.visitInsn(Opcodes.ATHROW);
    }
}
