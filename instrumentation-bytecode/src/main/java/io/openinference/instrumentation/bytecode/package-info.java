// SPDX-License-Identifier: Apache-2.0
/**
 * Intercepts calls of methods of libraries, for authors of instrumentations. It also intercepts
 * calls of loaded classes and existing objects.
 */
@NullMarked
package io.openinference.instrumentation.bytecode;

import org.jspecify.annotations.NullMarked;
