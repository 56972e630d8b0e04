/** The SQLite file: schema, writing, reading. */
@NullMarked
package io.gnomon.store;

import org.jspecify.annotations.NullMarked;
