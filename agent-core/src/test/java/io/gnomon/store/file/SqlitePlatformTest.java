package io.gnomon.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sqlite.util.LibraryLoaderUtil;

class SqlitePlatformTest {

    @Test
    void findsTheLibraryThatTheDriverWouldFind() {
        SqlitePlatform platform = SqlitePlatform.current();

        assertThat(platform.resource())
                .isEqualTo(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName());
        assertThat(SqlitePlatform.class.getResource(platform.resource())).isNotNull();
    }
}
