// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

/**
 * Thrown if no agent can be attached to the running JVM; the message says why.
 *
 * @since 0.1.0
 */
public final class AttachException extends Exception {

  private static final long serialVersionUID = 1L;

  AttachException(String reason) {
    super(reason);
  }
}
