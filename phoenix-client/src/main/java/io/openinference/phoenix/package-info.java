// SPDX-License-Identifier: Apache-2.0
/**
 * A client for Phoenix, and for every server with Phoenix's REST API: {@link
 * io.openinference.phoenix.PhoenixClient} reads and writes spans, annotations, datasets,
 * experiments and prompts.
 */
@NullMarked
package io.openinference.phoenix;

import org.jspecify.annotations.NullMarked;
