/** The writing side of the file: one connection, one transaction at a time. */
@NullMarked
package io.gnomon.store.write;

import org.jspecify.annotations.NullMarked;
