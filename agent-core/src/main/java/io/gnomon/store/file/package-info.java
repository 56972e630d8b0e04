/** The SQLite file itself: opening, locking, schema. */
@NullMarked
package io.gnomon.store.file;

import org.jspecify.annotations.NullMarked;
