/**
 * Text that others wrote: secrets in it are hidden before it is stored, and what could deceive a reader is escaped before
 * it is shown.
 */
@NullMarked
package io.gnomon.text;

import org.jspecify.annotations.NullMarked;
