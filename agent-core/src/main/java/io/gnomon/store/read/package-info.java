/** Reading connections. */
@NullMarked
package io.gnomon.store.read;

import org.jspecify.annotations.NullMarked;
