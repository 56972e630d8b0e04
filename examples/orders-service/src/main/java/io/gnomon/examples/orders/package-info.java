/** A small web application to watch, and a load driver for it. */
@NullMarked
package io.gnomon.examples.orders;

import org.jspecify.annotations.NullMarked;
