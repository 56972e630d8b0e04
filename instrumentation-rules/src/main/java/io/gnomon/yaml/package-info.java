/** YAML files with the place of each word, for whoever must say where a mistake is. */
@NullMarked
package io.gnomon.yaml;

import org.jspecify.annotations.NullMarked;
