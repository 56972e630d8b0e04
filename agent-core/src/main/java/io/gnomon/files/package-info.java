/** Making files and folders that nobody but this user may read. */
@NullMarked
package io.gnomon.files;

import org.jspecify.annotations.NullMarked;
