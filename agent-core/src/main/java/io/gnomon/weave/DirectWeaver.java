package io.gnomon.weave;

import static io.gnomon.weave.ByteInput.u2;
import static io.gnomon.weave.ByteInput.u4;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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

    /** The first version whose frames are mandatory, and that has no subroutines. */
    private static final int JAVA_7 = 51;

    private static final int STATIC = 0x0008;

    /** The bytes of a member before its attributes, and of an attribute before its content. */
    private static final int MEMBER = 8;

    private static final int ATTRIBUTE = 6;

    private final byte[] file;
    private final int version;
    private final Map<String, Integer> operations;
    private final Set<String> woven = new HashSet<>();

    /** @param operations the ids of the methods' operations, by name and descriptor ("run()V") */
    DirectWeaver(byte[] file, int version, Map<String, Integer> operations) {
        this.file = file;
        this.version = version;
        this.operations = operations;
    }

    /** Weaves; returns the class file, the same if nothing could be woven. */
    byte[] weave() {
        if (version < JAVA_7) {
            return file;
        }
        try {
            ConstantPool pool = new ConstantPool(file);
            ByteOutput rest = weave(pool);
            if (!woven.isEmpty() && !pool.isTooLarge()) {
                ByteOutput all = new ByteOutput(file.length + rest.size() - (file.length - pool.end()) + 1_024);
                all.copy(file, 0, MEMBER);
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
        int fields = pool.end() + 8 + 2 * u2(file, pool.end() + 6);
        int at = fields + 2;
        for (int field = u2(file, fields); field > 0; field--) {
            at = behindMember(at);
        }
        int methods = u2(file, at);
        at += 2;
        out.copy(file, pool.end(), at - pool.end());
        for (int method = 0; method < methods; method++) {
            int end = behindMember(at);
            if (!weave(pool, recorder, thisClass, at, out)) {
                out.copy(file, at, end - at);
            }
            at = end;
        }
        out.copy(file, at, file.length - at);
        return out;
    }

    /** Weaves the method that begins there; false if it is to stay as it is. */
    private boolean weave(ConstantPool pool, RecorderConstants recorder, int thisClass, int method, ByteOutput out) {
        String name = pool.text(u2(file, method + 2));
        String descriptor = pool.text(u2(file, method + 4));
        String key = name.concat(descriptor);
        Integer operation = operations.get(key);
        if (operation == null || name.equals("<init>")) {
            return false;
        }
        int at = method + MEMBER;
        for (int attribute = u2(file, at - 2); attribute > 0; attribute--) {
            int end = behindAttribute(at);
            if (pool.text(u2(file, at)).equals("Code")) {
                boolean isStatic = (u2(file, method) & STATIC) != 0;
                ByteOutput code =
                        new CodeWeaver(file, pool, recorder, at).weave(operation, isStatic ? 0 : thisClass, descriptor);
                if (code == null) {
                    return false;
                }
                out.copy(file, method, at - method);
                out.copy(code);
                out.copy(file, end, behindMember(method) - end);
                woven.add(key);
                return true;
            }
            at = end;
        }
        return false;
    }

    private int behindMember(int member) {
        int at = member + MEMBER;
        for (int attribute = u2(file, at - 2); attribute > 0; attribute--) {
            at = behindAttribute(at);
        }
        return at;
    }

    private int behindAttribute(int attribute) {
        return attribute + ATTRIBUTE + u4(file, attribute + 2);
    }
}
