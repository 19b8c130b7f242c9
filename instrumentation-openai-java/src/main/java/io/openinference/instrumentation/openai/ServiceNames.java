// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

/** Parses names of openai-java's services and methods. */
final class ServiceNames {

  private static final String IMPLEMENTATION = "Impl";
  private static final String RAW = "$WithRawResponseImpl";
  private static final String BLOCKING = "com.openai.services.blocking.";
  private static final String ASYNC = "com.openai.services.async.";

  /** Tells whether a binary name belongs to a class that implements a service. */
  static boolean isImplementation(String className) {
    return (className.startsWith(BLOCKING) || className.startsWith(ASYNC))
        && className.endsWith(IMPLEMENTATION);
  }

  /**
   * Returns the simple name of the interface of a sync service.
   *
   * @param implementation binary name of the class that implements the service, or its raw or async
   *     variant
   * @return for example {@code ChatCompletionService}
   */
  static String ofImplementation(String implementation) {
    String outer = withoutSuffix(withoutSuffix(implementation, RAW), IMPLEMENTATION);
    return withoutSuffix(outer.substring(outer.lastIndexOf('.') + 1), "Async");
  }

  /** Tells whether openai-java asks the server for a stream. */
  static boolean isStreaming(String method) {
    return method.endsWith("Streaming");
  }

  static String withoutSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private ServiceNames() {}
}
