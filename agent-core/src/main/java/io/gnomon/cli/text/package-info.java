/** Reports as text for a person. */
@NullMarked
package io.gnomon.cli.text;

import org.jspecify.annotations.NullMarked;
