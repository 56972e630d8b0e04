package io.gnomon.weave;

import static io.gnomon.weave.ClassFileBytes.u2;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many locals methods use. A method's weaver has to know it before the first instruction, but a visitor is told behind
 * the last; and to have all instructions read for that is half of the work of weaving.
 */
final class MaxLocals {

    /** Behind the beginning of a Code attribute. */
    private static final int MAX_LOCALS = ClassFileBytes.ATTRIBUTE + 2;

    private MaxLocals() {}

    /**
     * Those of these methods that have code.
     *
     * @param methods names and descriptors ("run()V")
     * @throws RuntimeException if the class file is malformed
     */
    static Map<String, Integer> of(byte[] file, Set<String> methods) {
        Map<String, Integer> found = new HashMap<>();
        ConstantPool pool = new ConstantPool(file);
        int at = ClassFileBytes.behindMembers(file, ClassFileBytes.fields(file, pool.end()));
        int count = u2(file, at);
        at += 2;
        for (int method = 0; method < count; method++) {
            String name = pool.text(u2(file, at + 2)).concat(pool.text(u2(file, at + 4)));
            int code = methods.contains(name) ? pool.codeOf(at) : -1;
            if (code >= 0) {
                found.put(name, u2(file, code + MAX_LOCALS));
            }
            at = ClassFileBytes.behindMember(file, at);
        }
        return found;
    }
}
