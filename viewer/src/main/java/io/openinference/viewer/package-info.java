// SPDX-License-Identifier: Apache-2.0
/**
 * A viewer for OpenInference traces in one process: it receives spans over OTLP, keeps them in one
 * file, and shows them in a browser.
 */
@NullMarked
package io.openinference.viewer;

import org.jspecify.annotations.NullMarked;
