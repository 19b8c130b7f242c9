// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

/** A use of instrumented code with a secret at each of some positions. */
interface Scenario {

  void run(Application application, Secrets secrets) throws Exception;
}
