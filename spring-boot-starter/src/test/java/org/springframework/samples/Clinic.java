// SPDX-License-Identifier: Apache-2.0
package org.springframework.samples;

import io.openinference.instrumentation.annotations.Chain;

/** An annotated bean in the package of Spring's sample applications. */
public class Clinic {

  @Chain
  public String treat(String pet) {
    return pet;
  }
}
