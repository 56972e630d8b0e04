@NullMarked
package io.gnomon.examples.orders;

import org.jspecify.annotations.NullMarked;
