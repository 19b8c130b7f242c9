// SPDX-License-Identifier: Apache-2.0
/**
 * The agent's engine, in a class loader of its own. This package is internal: nothing in it is for
 * applications, and it may change at any time.
 */
@NullMarked
package io.openinference.javaagent.engine;

import org.jspecify.annotations.NullMarked;
