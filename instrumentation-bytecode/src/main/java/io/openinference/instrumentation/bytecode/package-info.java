// SPDX-License-Identifier: Apache-2.0
/**
 * Takes over calls of methods of libraries, for authors of instrumentations: also of classes that
 * are loaded and of objects that exist already.
 */
@NullMarked
package io.openinference.instrumentation.bytecode;

import org.jspecify.annotations.NullMarked;
