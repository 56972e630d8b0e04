package io.gnomon.weave;

import io.gnomon.api.Monitored;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.function.Supplier;

/** Types that carry {@code @Monitored} in every way it can stand. */
@SuppressWarnings({"unused", "ClassCanBeStatic", "NullAway"})
final class AnnotatedTypes {

    private AnnotatedTypes() {}

    static class OnMethods {
        @Monitored
        OnMethods() {}

        @Monitored("given.{method}")
        void byValue() {}

        @Monitored(
                value = "ignored",
                name = "named",
                slowThreshold = "250ms",
                category = "db",
                mode = Monitored.Mode.EXACT)
        void withAllMembers() {}

        @Monitored(mode = Monitored.Mode.OFF)
        void off() {}

        @Monitored(slowThreshold = "soon", name = "{nobody}")
        void mistaken() {}

        @Monitored
        private static void hidden() {}

        void unmarked() {}
    }

    @Monitored(category = "whole")
    static class AsAWhole {
        static int initialised = OnMethods.class.getModifiers();

        void any() {}

        @Monitored(category = "own")
        void own() {}

        @Monitored(mode = Monitored.Mode.OFF)
        void off() {}

        Supplier<String> lambda() {
            return () -> "made by the compiler";
        }
    }

    static class SubOfAWhole extends AsAWhole {
        @Override
        void any() {}

        @Override
        void own() {}

        @Override
        void off() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Monitored(category = "meta")
    @interface Meta {}

    @Retention(RetentionPolicy.RUNTIME)
    @Cyclic
    @Meta
    @interface MetaOfMeta {}

    @Retention(RetentionPolicy.RUNTIME)
    @MetaOfMeta
    @interface Cyclic {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Unrelated {}

    static class ByMeta {
        @Meta
        void direct() {}

        @Unrelated
        @Cyclic
        void indirect() {}

        @Unrelated
        void unrelated() {}
    }

    @Unrelated
    static class NotAtAll {
        @Unrelated
        void method() {}
    }

    interface Port<T> {
        @Monitored(category = "port")
        void handle(T message);

        default void other() {}
    }

    interface NarrowPort extends Port<String> {}

    static class StringPort implements NarrowPort {
        @Override
        public void handle(String message) {}

        public void handle(Integer overload) {}
    }

    static class SubOfStringPort extends StringPort {
        @Override
        public void handle(String message) {}

        @Override
        public void other() {}
    }

    static class RawPort<T> implements Port<T> {
        @Override
        public void handle(T message) {}
    }

    @Monitored(category = "service")
    interface Service {
        int call();

        default int twice() {
            return call() * 2;
        }

        static int fixed() {
            return 1;
        }
    }

    static class ServiceImpl implements Service {
        @Override
        public int call() {
            return 1;
        }

        public int notOfTheService() {
            return 2;
        }
    }

    abstract static class Template {
        @Monitored(category = "template")
        protected abstract Object step();

        @Monitored
        private void secret() {}

        @Monitored
        static void shared() {}
    }

    static class Covariant extends Template {
        @Override
        protected String step() {
            return "";
        }

        void secret() {}

        static void shared() {}
    }

    static class Nearest extends Template implements Service {
        @Override
        @Monitored(category = "own")
        protected Object step() {
            return "";
        }

        @Override
        public int call() {
            return 0;
        }
    }
}
