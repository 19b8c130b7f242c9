// SPDX-License-Identifier: Apache-2.0
/**
 * The agent's engine, which runs in a separate class loader. This package is internal: applications
 * must not use it, and it may change at any time.
 */
@NullMarked
package io.openinference.javaagent.engine;

import org.jspecify.annotations.NullMarked;
