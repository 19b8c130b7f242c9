// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The release of the server. It is asked for once, and only for a feature that needs it. */
final class ServerVersion {

  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\..*", Pattern.DOTALL);

  private final Transport transport;
  private volatile @Nullable String version;

  ServerVersion(Transport transport) {
    this.transport = transport;
  }

  /** Returns the release, or an empty text if the server does not tell. */
  String get() {
    String known = version;
    if (known == null) {
      known = read();
      version = known;
    }
    return known;
  }

  void require(ServerFeature feature) {
    if (!has(feature)) {
      throw new UnsupportedOperationException(
          String.format(
              "Phoenix %s at %s does not know %s, which came with Phoenix %d.%d",
              get(), transport.base(), feature.title, feature.major, feature.minor));
    }
  }

  /** Returns whether the server knows a feature. A server that hides its release is tried. */
  boolean has(ServerFeature feature) {
    Matcher numbers = NUMBERS.matcher(get());
    if (!numbers.matches()) {
      return true;
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    return major > feature.major || (major == feature.major && minor >= feature.minor);
  }

  private String read() {
    try {
      return transport.sendOutside("/arize_phoenix_version").text().trim();
    } catch (PhoenixException e) {
      if (e.status() == 404) {
        return "";
      }
      throw e;
    }
  }
}
