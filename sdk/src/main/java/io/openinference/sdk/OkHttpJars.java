// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds an Okio that is too old for the OkHttp beside it. Maven takes the version of each jar that
 * is nearest to the application, so that another library may bring an old Okio. Each request would
 * then fail on a thread of OkHttp, with a stack trace.
 */
final class OkHttpJars {

  /** OkHttp passes an object of this type since 5.2. */
  private static final String TYPE_OF_OKIO = "okio.Socket";

  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  /** Returns the exporter, or one that refuses all spans if OkHttp cannot send a request. */
  static SpanExporter checked(SpanExporter exporter) {
    String version = version();
    if (version == null || !needsTypeOfOkio(version) || isPresent(TYPE_OF_OKIO)) {
      return exporter;
    }
    exporter.shutdown();
    return new RefusingExporter(
        Answer.failed(
            DeliveryOutcome.UNSENDABLE,
            "the class path has an Okio that is too old for OkHttp " + version,
            "Set the version of com.squareup.okio:okio-jvm to 3.16.1 or newer in your build."));
  }

  private static boolean needsTypeOfOkio(String version) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.lookingAt()) {
      return false;
    }
    int major = Integer.parseInt(numbers.group(1));
    return major > 5 || (major == 5 && Integer.parseInt(numbers.group(2)) >= 2);
  }

  /** Reads the field, because the compiler would copy the constant. */
  private static @Nullable String version() {
    try {
      return (String) Class.forName("okhttp3.OkHttp").getField("VERSION").get(null);
    } catch (ReflectiveOperationException | LinkageError otherRelease) {
      return null;
    }
  }

  private static boolean isPresent(String type) {
    try {
      Class.forName(type, false, OkHttpJars.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }

  private OkHttpJars() {}
}
