// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

/** Carries an answer through nested exporters. */
final class DeliveryFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  DeliveryFailure(Answer answer) {
    super(answer.cause(), null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
