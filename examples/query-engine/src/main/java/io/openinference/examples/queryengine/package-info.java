// SPDX-License-Identifier: Apache-2.0
/** A query engine over several documents, whose every step is traced with the core API. */
@NullMarked
package io.openinference.examples.queryengine;

import org.jspecify.annotations.NullMarked;
