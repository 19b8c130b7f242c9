// SPDX-License-Identifier: Apache-2.0
package org.apache.samples;

import io.openinference.instrumentation.annotations.Chain;

/** An annotated bean in a package of the Apache foundation, which has applications too. */
public class Bank {

  @Chain
  public String open(String account) {
    return account;
  }
}
