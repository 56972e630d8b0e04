/** Decides which methods become operations, and weaves the recorder's two calls into them. */
@NullMarked
package io.gnomon.weave;

import org.jspecify.annotations.NullMarked;
