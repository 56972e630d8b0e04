package io.gnomon.weave;

/**
 * What woven code refers to, as constants of one class.
 *
 * @param enter the method, like the next two
 * @param call the class, like the next one
 * @param stackMapTable the name of that attribute
 */
record RecorderConstants(int enter, int exit, int fail, int call, int throwable, int stackMapTable) {

    static RecorderConstants in(ConstantPool pool) {
        return new RecorderConstants(
                pool.addMethod(MethodWeaver.RECORDER, "enter", MethodWeaver.ENTER),
                pool.addMethod(MethodWeaver.RECORDER, "exit", MethodWeaver.EXIT),
                pool.addMethod(MethodWeaver.RECORDER, "fail", MethodWeaver.FAIL),
                pool.addClass(MethodWeaver.CALL),
                pool.addClass("java/lang/Throwable"),
                pool.addText("StackMapTable"));
    }
}
