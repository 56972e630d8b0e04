package io.gnomon.it.programs;

import io.gnomon.api.Monitored;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;

/** {@code @Monitored} in all its forms. Each method says by its name whether it should be an operation. */
public final class Annotated {

    private Annotated() {}

    static class Methods {
        @Monitored
        Methods() {}

        @Monitored(name = "renamed", category = "test", slowThreshold = "0ms")
        void withValues() {}

        @Monitored("{simple-class}.{method}({parameters})")
        int template(int first, String second) {
            return first + second.length();
        }

        @Monitored("{method}")
        static void yesStatic() {}

        @Monitored("{method}")
        private int yesPrivate() {
            return 1;
        }

        int callPrivate() {
            return yesPrivate();
        }

        @Monitored(name = "{nonsense}", slowThreshold = "soon")
        void mistaken() {}

        void no() {}
    }

    @Monitored("whole.{method}")
    static class Whole {
        void yes() {}

        @Monitored(mode = Monitored.Mode.OFF)
        void noBecauseOff() {}

        @Monitored("own name")
        void ownWins() {}

        Supplier<String> lambda() {
            return () -> "not an operation of its own";
        }
    }

    /** The annotation on a class is not inherited. */
    static class Part extends Whole {
        void no() {}
    }

    interface Service {
        @Monitored("service.{method}")
        void yesByInterface();

        @Monitored("service.{method}")
        default void yesDefault() {}

        void no();
    }

    static class Implementation implements Service {
        @Override
        public void yesByInterface() {}

        @Override
        public void no() {}
    }

    @Monitored("all.{method}")
    interface AllOfIt {
        void yesByWholeInterface();
    }

    abstract static class Base<T> {
        @Monitored("base.{method}")
        abstract T yesGeneric(T value);

        @Monitored("base.{method}")
        void yesOverridden() {}
    }

    static class Derived extends Base<String> implements AllOfIt {
        @Override
        String yesGeneric(String value) {
            return value;
        }

        @Override
        void yesOverridden() {}

        @Override
        public void yesByWholeInterface() {}
    }

    /** A meta-annotation. */
    @Monitored("meta.{method}")
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface Important {}

    static class ByMeta {
        @Important
        void yesMeta() {}
    }

    public static void main(String[] arguments) {
        int texts = 0;
        for (int round = 0; round < 3; round++) {
            Methods methods = new Methods();
            methods.withValues();
            methods.template(1, "two");
            Methods.yesStatic();
            methods.callPrivate();
            methods.mistaken();
            methods.no();
            Part part = new Part();
            part.yes();
            part.noBecauseOff();
            part.ownWins();
            texts += part.lambda().get().length();
            part.no();
            Service service = new Implementation();
            service.yesByInterface();
            service.yesDefault();
            service.no();
            Derived derived = new Derived();
            Base<String> base = derived;
            base.yesGeneric("value");
            base.yesOverridden();
            AllOfIt all = derived;
            all.yesByWholeInterface();
            new ByMeta().yesMeta();
        }
        System.out.println("done, " + texts);
    }
}
