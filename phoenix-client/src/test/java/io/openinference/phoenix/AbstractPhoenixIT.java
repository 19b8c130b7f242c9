// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

/** Tests against a real server, which {@code .ci/phoenix-client/run} starts. */
abstract class AbstractPhoenixIT {

  /** The system property with the address of the server. */
  static final String URL = "phoenix.url";

  final PhoenixClient client = PhoenixClient.builder().baseUrl(url()).build();

  /** Returns a name that no earlier run on the same server took. */
  static String unique(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static String url() {
    String url = System.getProperty(URL, "");
    assertThat(url).as("-D" + URL + " names a running server").isNotEmpty();
    return url;
  }
}
