// SPDX-License-Identifier: Apache-2.0
/** Applications of a team, which send to one Collector. */
@NullMarked
package io.openinference.examples.collector;

import org.jspecify.annotations.NullMarked;
