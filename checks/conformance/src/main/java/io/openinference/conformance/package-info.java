// SPDX-License-Identifier: Apache-2.0
/** What the Python reference records, and where we differ from it on purpose. */
@NullMarked
package io.openinference.conformance;

import org.jspecify.annotations.NullMarked;
