@NullMarked
package io.gnomon.config;

import org.jspecify.annotations.NullMarked;
