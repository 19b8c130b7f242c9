// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: {@code java -jar openinference-phoenix-client.jar}.
 *
 * <p>It needs picocli, which the jar holds.
 */
@NullMarked
package io.openinference.phoenix.cli;

import org.jspecify.annotations.NullMarked;
