package io.gnomon.weave;

import static io.gnomon.weave.ClassFileBytes.u2;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Weaves what methods of a class file it can, byte for byte. All else stays as it is, to the byte; constants are added behind
 * those that are there.
 *
 * <p>Beyond it are constructors, class files older than Java 7, and what is seldom: annotations on types inside of methods,
 * attributes that are not known here, jumps that become too long. For those there is {@link ClassWeaver}'s library. Most
 * classes need none of it, and a start is faster by that: the one method in which the library reads code is so large that
 * the JIT compiler spends half a second on it.
 */
final class DirectWeaver {

    private final byte[] file;
    private final Map<String, Integer> operations;
    private final Set<String> woven = new HashSet<>();

    /** @param operations the ids of the methods' operations, by name and descriptor ("run()V") */
    DirectWeaver(byte[] file, Map<String, Integer> operations) {
        this.file = file;
        this.operations = operations;
    }

    /** Weaves; returns the class file, the same if nothing could be woven. */
    byte[] weave() {
        // The first version whose frames are mandatory, and that has no subroutines.
        if (ClassFiles.version(file) < Opcodes.V1_7) {
            return file;
        }
        try {
            ConstantPool pool = new ConstantPool(file);
            ByteOutput rest = weave(pool);
            if (!woven.isEmpty() && !pool.isTooLarge()) {
                ByteOutput all = new ByteOutput(pool.end() + rest.size() + 1_024);
                all.copy(file, 0, ClassFileBytes.CONSTANT_COUNT);
                pool.writeTo(all);
                all.copy(rest);
                return all.toByteArray();
            }
        } catch (RuntimeException malformed) {
            // The library tells what is wrong, if it thinks so, too.
        }
        woven.clear();
        return file;
    }

    /** The methods that were woven, by name and descriptor. */
    Set<String> woven() {
        return woven;
    }

    /** Weaves what follows the constants. */
    private ByteOutput weave(ConstantPool pool) {
        RecorderConstants recorder = RecorderConstants.in(pool);
        ByteOutput out = new ByteOutput(file.length - pool.end() + 64 * operations.size());
        int thisClass = u2(file, pool.end() + 2);
        int at = ClassFileBytes.behindMembers(file, ClassFileBytes.fields(file, pool.end()));
        int methods = u2(file, at);
        at += 2;
        out.copy(file, pool.end(), at - pool.end());
        for (int method = 0; method < methods; method++) {
            int end = ClassFileBytes.behindMember(file, at);
            if (!weave(pool, recorder, thisClass, at, end, out)) {
                out.copy(file, at, end - at);
            }
            at = end;
        }
        out.copy(file, at, file.length - at);
        return out;
    }

    /** Weaves the method that stands there; false if it is to stay as it is. */
    private boolean weave(
            ConstantPool pool, RecorderConstants recorder, int thisClass, int method, int methodEnd, ByteOutput out) {
        String name = pool.text(u2(file, method + 2));
        String descriptor = pool.text(u2(file, method + 4));
        String key = name.concat(descriptor);
        Integer operation = operations.get(key);
        int attribute = operation == null || name.equals("<init>") ? -1 : pool.codeOf(method);
        if (operation == null || attribute < 0) {
            return false;
        }
        boolean isStatic = (u2(file, method) & Opcodes.ACC_STATIC) != 0;
        ByteOutput code =
                new CodeWeaver(file, pool, recorder, attribute).weave(operation, isStatic ? 0 : thisClass, descriptor);
        if (code == null) {
            return false;
        }
        int attributeEnd = ClassFileBytes.behindAttribute(file, attribute);
        out.copy(file, method, attribute - method);
        out.copy(code);
        out.copy(file, attributeEnd, methodEnd - attributeEnd);
        woven.add(key);
        return true;
    }
}
